package io.tandem6.config;

import java.util.List;

/** The classes that clients belong to without a definition. */
public final class BuiltInClasses {
    /** Everybody. */
    public static final String ALL = "ALL";

    /** Clients with a reservation. */
    public static final String KNOWN = "KNOWN";

    /** Clients without one. */
    public static final String UNKNOWN = "UNKNOWN";

    /** Packets of its members are dropped. */
    public static final String DROP = "DROP";

    /** Its members get no lease. */
    public static final String REJECT = "REJECT";

    /** Begins the names of classes made from the Vendor Class option. */
    public static final String VENDOR_CLASS_PREFIX = "VENDOR_CLASS_";

    /** Begins the names of classes that a template makes. */
    public static final String SPAWN_PREFIX = "SPAWN_";

    /** Assigned by the server; definitions have no say in them. */
    static final List<String> ASSIGNED = List.of(ALL, KNOWN, UNKNOWN, "BOOTP");

    private static final List<String> SPECIAL = List.of(DROP, REJECT, "SKIP_DDNS");

    private static final List<String> PREFIXES =
            List.of(
                    VENDOR_CLASS_PREFIX,
                    SPAWN_PREFIX,
                    HaSettings.CLASS_PREFIX,
                    "AFTER_",
                    "EXTERNAL_");

    private BuiltInClasses() {}

    /** True for the name of a class that needs no definition. */
    static boolean contains(String name) {
        return ASSIGNED.contains(name)
                || SPECIAL.contains(name)
                || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
