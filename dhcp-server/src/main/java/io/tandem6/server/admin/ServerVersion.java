package io.tandem6.server.admin;

/**
 * What this server is.
 *
 * @param version as {@code 0.1.0}
 * @param runtime the Java runtime it runs on
 */
public record ServerVersion(String version, String runtime) {
    /** The version and what it rests on, in several lines. */
    public String extended() {
        return String.join(
                "\n",
                version,
                "tandem6 dhcp-server",
                "running on:",
                runtime,
                "database:",
                "Memfile backend 4.0");
    }

    /** How it was built, in several lines. */
    public String report() {
        return String.join(
                "\n",
                "Tandem6 dhcp-server " + version,
                "Java runtime: " + runtime,
                "Lease file format: Kea memfile 4.0",
                "License: Apache-2.0");
    }
}
