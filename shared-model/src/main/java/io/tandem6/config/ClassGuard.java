package io.tandem6.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may use a network, a subnet or a pool.
 *
 * @param levels of each of these lists a client must be in one class; no list lets in everybody
 */
public record ClassGuard(List<List<String>> levels) {
    /** Lets in everybody. */
    public static final ClassGuard OPEN = new ClassGuard(List.of());

    /** Copies the lists; empty ones guard nothing. */
    public ClassGuard {
        levels = levels.stream().filter(l -> !l.isEmpty()).map(List::copyOf).toList();
    }

    /** Lets in those in one of {@code classes}, or everybody if there are none. */
    public static ClassGuard of(List<String> classes) {
        return classes.isEmpty() ? OPEN : new ClassGuard(List.of(classes));
    }

    /** This guard, and {@code inner} behind it. */
    public ClassGuard and(ClassGuard inner) {
        List<List<String>> both = new ArrayList<>(levels);
        both.addAll(inner.levels);
        return new ClassGuard(both);
    }

    /** True if a client of {@code classes} is let in. */
    public boolean permits(Set<String> classes) {
        for (List<String> level : levels) {
            if (level.stream().noneMatch(classes::contains)) {
                return false;
            }
        }
        return true;
    }
}
