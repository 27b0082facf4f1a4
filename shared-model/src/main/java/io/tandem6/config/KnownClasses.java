package io.tandem6.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that a client can come to belong to. Guards are checked against them: one whose class
 * nobody is ever in keeps out everybody, and that is hardly ever meant.
 */
final class KnownClasses {
    private final Set<String> names;
    private final Problems problems;

    private KnownClasses(Set<String> names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Those that are defined, and those into which a reservation anywhere puts its client. */
    static KnownClasses of(Section global, Problems problems) {
        Set<String> names = new HashSet<>();
        global.sections("client-classes").forEach(c -> names.add(c.text("name").orElseThrow()));
        addReserved(List.of(global), names);
        addReserved(global.sections("subnet6"), names);
        for (Section network : global.sections("shared-networks")) {
            addReserved(network.sections("subnet6"), names);
        }
        return new KnownClasses(names, problems);
    }

    private static void addReserved(Collection<Section> sections, Set<String> names) {
        for (Section section : sections) {
            for (Section host : section.sections("reservations")) {
                host.texts("client-classes").forEach(c -> names.add(c.value()));
            }
        }
    }

    /** Reports a name that is none of them. */
    void check(String name, Location location) {
        if (!names.contains(name) && !BuiltInClasses.contains(name)) {
            problems.error(
                    location,
                    "no client is ever in class '"
                            + JsonToken.excerpt(name)
                            + "': it is neither built in nor defined in 'client-classes'"
                            + Spelling.nearest(name, names)
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse(""));
        }
    }
}
