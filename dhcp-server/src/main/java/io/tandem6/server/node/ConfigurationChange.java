package io.tandem6.server.node;

import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.ServerConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What another configuration changes of a running server. What clients are answered (subnets,
 * options, lifetimes) is replaced as a whole and therefore not mentioned.
 *
 * @param needsRestart a sentence for each thing that only a start can change; if there is one,
 *     nothing of the configuration may be applied
 * @param parts what has to be done anew
 * @param relationships what becomes of the HA relationships
 */
public record ConfigurationChange(
        List<String> needsRestart, Set<Part> parts, RelationshipChange relationships) {
    /** A part of a server that stays untouched unless its own section changes. */
    public enum Part {
        /** {@code expired-leases-processing}. */
        RECLAMATION,
        /** {@code lfc-interval}. */
        LEASE_FILE_CLEANUP,
        /** {@code interfaces-config}. */
        INTERFACES,
        /** {@code control-socket}. */
        CONTROL_SOCKET,
    }

    /** Copies the collections. */
    public ConfigurationChange {
        needsRestart = List.copyOf(needsRestart);
        parts = Set.copyOf(parts);
    }

    /** The change from the configuration in force to another one. */
    public static ConfigurationChange between(ServerConfig before, ServerConfig after) {
        return new ConfigurationChange(
                needsRestart(before, after),
                parts(before, after),
                RelationshipChange.between(before.highAvailability(), after.highAvailability()));
    }

    private static List<String> needsRestart(ServerConfig before, ServerConfig after) {
        List<String> found = new ArrayList<>();
        if (!before.dataDirectory().equals(after.dataDirectory())) {
            found.add(sentence("data-directory"));
        }
        if (!before.serverId().equals(after.serverId())) {
            found.add(sentence("server-id"));
        }
        LeaseDatabase old = before.leaseDatabase();
        LeaseDatabase wanted = after.leaseDatabase();
        if (old.type() != wanted.type()
                || old.persist() != wanted.persist()
                || !old.access().equals(wanted.access())
                || !file(old).equals(file(wanted))) {
            found.add(sentence("where leases are kept (lease-database, apart from lfc-interval)"));
        }
        return found;
    }

    private static String file(LeaseDatabase database) {
        return database.name().orElse("");
    }

    private static String sentence(String what) {
        return what
                + " cannot be changed while the server runs: restart it with the new"
                + " configuration, or leave that as it was";
    }

    private static Set<Part> parts(ServerConfig before, ServerConfig after) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            Function<ServerConfig, Object> section = section(part);
            if (!Objects.equals(section.apply(before), section.apply(after))) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Function<ServerConfig, Object> section(Part part) {
        return switch (part) {
            case RECLAMATION -> ServerConfig::expiredLeases;
            case LEASE_FILE_CLEANUP -> config -> config.leaseDatabase().lfcIntervalSeconds();
            case INTERFACES -> ServerConfig::interfaces;
            case CONTROL_SOCKET -> ServerConfig::controlSocket;
        };
    }
}
