package io.tandem6.server.statistics;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All statistics by name. Belongs to the event loop; present values may be read by any thread.
 *
 * <p>One that was removed by a command is there again when it next changes, as in Kea.
 */
public final class Statistics {
    private final Map<String, Statistic> byName = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private SampleLimit limit = new SampleLimit.Count(1);

    /** None yet; {@code clock} is asked for the time of each change. */
    public Statistics(InstantSource clock) {
        this.clock = clock;
    }

    /** How much of their past statistics keep that are new from now on. */
    void defaultLimit(SampleLimit changed) {
        limit = changed;
    }

    /** Adds to a statistic, which is made at zero first if it is not there. */
    void add(String name, long difference) {
        of(name).add(difference, clock.instant());
    }

    /** Makes one at zero, unless it is there. */
    void declare(String name) {
        if (!byName.containsKey(name)) {
            of(name).set(0, clock.instant());
        }
    }

    void set(String name, BigInteger value) {
        of(name).set(value, clock.instant());
    }

    /** Sets it if that changes it. */
    void correct(String name, long value) {
        Statistic statistic = byName.get(name);
        if (statistic == null || statistic.value() != value) {
            of(name).set(value, clock.instant());
        }
    }

    private Statistic of(String name) {
        Statistic statistic = byName.get(name);
        if (statistic == null) {
            statistic = new Statistic(limit);
            byName.put(name, statistic);
        }
        return statistic;
    }

    /** The present value, if there is such a statistic; 2^63-1 for all that are larger. */
    public OptionalLong value(String name) {
        Statistic statistic = byName.get(name);
        return statistic == null ? OptionalLong.empty() : OptionalLong.of(statistic.value());
    }

    BigInteger exactly(String name) {
        Statistic statistic = byName.get(name);
        return statistic == null ? BigInteger.ZERO : statistic.exactly();
    }

    @Nullable ArrayNode samples(String name) {
        Statistic statistic = byName.get(name);
        return statistic == null ? null : statistic.encode();
    }

    /** All of those with such names, in the order of their names. */
    ObjectNode samples(Predicate<String> names) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(byName)
                .forEach(
                        (name, statistic) -> {
                            if (names.test(name)) {
                                all.set(name, statistic.encode());
                            }
                        });
        return all;
    }

    boolean reset(String name) {
        Statistic statistic = byName.get(name);
        if (statistic != null) {
            statistic.reset(clock.instant());
        }
        return statistic != null;
    }

    void resetAll() {
        Instant now = clock.instant();
        byName.values().forEach(statistic -> statistic.reset(now));
    }

    boolean remove(String name) {
        return byName.remove(name) != null;
    }

    void removeAll() {
        byName.clear();
    }

    void removeIf(Predicate<String> names) {
        byName.keySet().removeIf(names);
    }

    boolean limit(String name, SampleLimit changed) {
        Statistic statistic = byName.get(name);
        if (statistic != null) {
            statistic.limit(changed, clock.instant());
        }
        return statistic != null;
    }

    /** Concerns those that are there, and those to come. */
    void limitAll(SampleLimit changed) {
        Instant now = clock.instant();
        limit = changed;
        byName.values().forEach(statistic -> statistic.limit(changed, now));
    }
}
