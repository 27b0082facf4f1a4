package io.tandem6.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The keywords of one kind of map.
 *
 * @param name how messages call the map
 * @param keys by name
 * @param strict is an unknown keyword an error; otherwise it is a warning
 * @param oneNeeded of these, if any, one must be there
 * @param inheriting does it take what it does not say from the map around it
 */
record MapSpec(
        String name,
        SequencedMap<String, KeySpec> keys,
        boolean strict,
        List<String> oneNeeded,
        boolean inheriting) {
    /** A map in which Kea refuses unknown keywords. */
    static MapSpec strict(String name, List<KeySpec> keys) {
        return new MapSpec(name, byName(keys), true, List.of(), false);
    }

    /** A map in which Kea ignores unknown keywords. */
    static MapSpec lenient(String name, List<KeySpec> keys) {
        return new MapSpec(name, byName(keys), false, List.of(), false);
    }

    /** The same with the need for one of {@code alternatives}. */
    MapSpec needsOneOf(String... alternatives) {
        return new MapSpec(name, keys, strict, List.of(alternatives), inheriting);
    }

    /** The same, which takes what it does not say from the map around it. */
    MapSpec inherits() {
        return new MapSpec(name, keys, strict, oneNeeded, true);
    }

    /** Joins groups of keywords. */
    @SafeVarargs
    static List<KeySpec> keys(List<KeySpec>... groups) {
        List<KeySpec> joined = new ArrayList<>();
        for (List<KeySpec> group : groups) {
            joined.addAll(group);
        }
        return List.copyOf(joined);
    }

    private static SequencedMap<String, KeySpec> byName(List<KeySpec> keys) {
        SequencedMap<String, KeySpec> named = new LinkedHashMap<>();
        for (KeySpec key : keys) {
            if (named.put(key.name(), key) != null) {
                throw new IllegalArgumentException("keyword given twice: " + key.name());
            }
        }
        return Collections.unmodifiableSequencedMap(named);
    }
}
