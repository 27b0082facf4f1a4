package io.tandem6.runtime;

import io.tandem6.config.LoggerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code debuglevel} of the configured loggers; a logger without one has that of its parent. */
final class DebugLevels {
    /** Shows every message of severity DEBUG. */
    static final int ALL = 99;

    private static volatile DebugLevels inForce = new DebugLevels(Map.of());

    private final Map<String, Integer> configured;
    private final Map<String, Integer> effective = new ConcurrentHashMap<>();

    private DebugLevels(Map<String, Integer> configured) {
        this.configured = configured;
    }

    /** Those of the configuration in force. */
    static void configure(List<LoggerConfig> loggers) {
        Map<String, Integer> levels = new HashMap<>();
        loggers.forEach(logger -> levels.put(logger.name(), logger.debugLevel()));
        inForce = new DebugLevels(Map.copyOf(levels));
    }

    /** The level of a logger; everything is shown where none of its parents has one. */
    static int of(String logger) {
        DebugLevels levels = inForce;
        return levels.effective.computeIfAbsent(logger, levels::find);
    }

    private int find(String logger) {
        String name = logger;
        while (!configured.containsKey(name)) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return ALL;
            }
            name = name.substring(0, dot);
        }
        return configured.getOrDefault(name, ALL);
    }
}
