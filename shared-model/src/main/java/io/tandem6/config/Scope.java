package io.tandem6.config;

import java.util.List;
import java.util.Optional;

/**
 * Where the settings of a subnet come from: the subnet itself, its shared network, the globals. The
 * first level that has a keyword decides.
 *
 * @param levels most specific first
 */
record Scope(List<Section> levels) {
    static Scope of(Section... mostSpecificFirst) {
        return new Scope(List.of(mostSpecificFirst));
    }

    private Optional<Section> levelOf(String name) {
        return levels.stream().filter(level -> level.has(name)).findFirst();
    }

    /** Where {@code name} is decided, or the most specific level if nobody does. */
    Location at(String name) {
        return levelOf(name).orElse(levels.getFirst()).at(name);
    }

    Optional<Long> number(String name) {
        return levelOf(name).flatMap(level -> level.number(name));
    }

    Optional<Double> real(String name) {
        return levelOf(name).flatMap(level -> level.real(name));
    }

    Optional<Boolean> flag(String name) {
        return levelOf(name).flatMap(level -> level.flag(name));
    }

    Optional<String> text(String name) {
        return levelOf(name).flatMap(level -> level.text(name));
    }

    /** An empty text does not decide. */
    Optional<String> filledText(String name) {
        return levels.stream().flatMap(level -> level.filledText(name).stream()).findFirst();
    }
}
