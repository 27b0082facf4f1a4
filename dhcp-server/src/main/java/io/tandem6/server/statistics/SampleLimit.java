package io.tandem6.server.statistics;

import io.tandem6.config.JsonValue;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonObject;

/** How much of its past a statistic keeps. The present value is kept in any case. */
sealed interface SampleLimit {
    /** Most samples that are kept, whatever the limit: some megabytes for a busy statistic. */
    int SAMPLES_MAX = 1 << 16;

    /**
     * So many values.
     *
     * @param samples 1 or more
     */
    record Count(long samples) implements SampleLimit {}

    /**
     * Values that are not older.
     *
     * @param seconds 0 or more
     */
    record Age(long seconds) implements SampleLimit {}

    /**
     * What {@code statistic-default-sample-count} and {@code statistic-default-sample-age} of a
     * configuration say; the age counts where the number is 0, as in Kea.
     *
     * @param tree the configuration with its defaults
     */
    static SampleLimit of(JsonValue tree) {
        long count = number(tree, "statistic-default-sample-count", 20);
        return count > 0
                ? new Count(count)
                : new Age(number(tree, "statistic-default-sample-age", 0));
    }

    private static long number(JsonValue tree, String name, long absent) {
        return tree instanceof JsonObject root
                        && root.members().get("Dhcp6") instanceof JsonObject.Member server
                        && server.value() instanceof JsonObject global
                        && global.members().get(name) instanceof JsonObject.Member member
                        && member.value() instanceof JsonInteger value
                ? value.value()
                : absent;
    }
}
