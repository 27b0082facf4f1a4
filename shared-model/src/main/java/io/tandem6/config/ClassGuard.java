package io.tandem6.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code client-class} and {@code client-classes} of networks, subnets and pools. Only the
 * classes that high availability assigns are known to Tandem6; a guard of any other class would let
 * in nobody or, left out, everybody.
 */
final class ClassGuard {
    private ClassGuard() {}

    static List<String> read(Section section, Problems problems) {
        String older = section.filledText("client-class").orElse("");
        List<String> classes = new ArrayList<>();
        if (!older.isEmpty()) {
            if (section.has("client-classes")) {
                problems.error(
                        section.at("client-class"),
                        "'client-class' and 'client-classes' exclude each other, use the latter");
            }
            classes.add(checked(older, section.at("client-class"), problems));
        }
        section.texts("client-classes")
                .forEach(c -> classes.add(checked(c.value(), c.location(), problems)));
        return List.copyOf(classes);
    }

    private static String checked(String name, Location location, Problems problems) {
        if (!name.startsWith(HaSettings.CLASS_PREFIX)) {
            problems.unsupported(
                    location,
                    "restricting addresses to class '"
                            + JsonToken.excerpt(name)
                            + "' (only HA_ and a server's name can be used) is");
        }
        return name;
    }
}
