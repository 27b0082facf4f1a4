package io.tandem6.server.sender;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The classes of a client, in the order in which it came to belong to them: of two that say
 * something of the same thing the earlier one counts.
 *
 * @param classes their names
 * @param failures tests that could not be evaluated, which counts as not passed
 */
public record Classification(SequencedSet<String> classes, List<String> failures) {
    /** No classes. */
    public static final Classification NONE = of(List.of());

    /** Copies the collections. */
    public Classification {
        classes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(classes));
        failures = List.copyOf(failures);
    }

    /** These classes, in this order. */
    public static Classification of(Collection<String> classes) {
        return new Classification(new LinkedHashSet<>(classes), List.of());
    }

    boolean contains(String name) {
        return classes.contains(name);
    }

    /** These classes and then {@code more}. */
    Classification with(Collection<String> more) {
        SequencedSet<String> all = new LinkedHashSet<>(classes);
        all.addAll(more);
        return new Classification(all, failures);
    }

    Classification failing(List<String> more) {
        List<String> all = new ArrayList<>(failures);
        all.addAll(more);
        return new Classification(classes, all);
    }
}
