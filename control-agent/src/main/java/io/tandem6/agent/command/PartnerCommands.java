package io.tandem6.agent.command;

import java.util.Set;

/** What the servers of a relationship send each other; {@code restrict-commands} allows no more. */
public final class PartnerCommands {
    private static final Set<String> NAMES =
            Set.of(
                    "dhcp-disable",
                    "dhcp-enable",
                    "ha-heartbeat",
                    "ha-maintenance-notify",
                    "ha-reset",
                    "ha-sync-complete-notify",
                    "lease6-bulk-apply",
                    "lease6-del",
                    "lease6-get-all",
                    "lease6-get-page",
                    "lease6-update",
                    "list-commands",
                    "status-get");

    private PartnerCommands() {}

    /** Is {@code command} one of them. */
    public static boolean include(String command) {
        return NAMES.contains(command);
    }
}
