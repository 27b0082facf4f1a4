package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;

/** Reads what networks, subnets and pools say of client classes. */
final class ClassGuardReader {
    private final KnownClasses known;
    private final Problems problems;

    ClassGuardReader(KnownClasses known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /** {@code client-class} and {@code client-classes}: who may use it. */
    List<String> guard(Section section) {
        List<JsonString> classes = new ArrayList<>();
        section.filledText("client-class")
                .ifPresent(c -> classes.add(new JsonString(section.at("client-class"), c)));
        if (!classes.isEmpty() && section.has("client-classes")) {
            problems.error(
                    section.at("client-class"),
                    "'client-class' and 'client-classes' exclude each other, use the latter");
        }
        classes.addAll(section.texts("client-classes"));
        return checked(classes);
    }

    /** {@code evaluate-additional-classes}, or {@code require-client-classes} of Kea 2. */
    List<String> additional(Section section) {
        if (section.has("require-client-classes") && section.has("evaluate-additional-classes")) {
            problems.error(
                    section.at("require-client-classes"),
                    "'require-client-classes' and 'evaluate-additional-classes' exclude each"
                            + " other, use the latter");
        }
        List<JsonString> classes = new ArrayList<>(section.texts("require-client-classes"));
        classes.addAll(section.texts("evaluate-additional-classes"));
        return checked(classes);
    }

    private List<String> checked(List<JsonString> classes) {
        classes.forEach(c -> known.check(c.value(), c.location()));
        return classes.stream().map(JsonString::value).toList();
    }
}
