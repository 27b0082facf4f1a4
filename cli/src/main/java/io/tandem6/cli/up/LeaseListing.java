package io.tandem6.cli.up;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The leases in the answer to {@code lease6-get-all}, reduced to what both servers must agree on.
 *
 * @param leases one line each, sorted
 */
record LeaseListing(Set<String> leases) {
    /** Reads the arguments of the answer. */
    static LeaseListing of(@Nullable JsonNode arguments) {
        Set<String> leases = new TreeSet<>();
        if (arguments != null) {
            for (JsonNode lease : arguments.path("leases")) {
                leases.add(line(lease));
            }
        }
        return new LeaseListing(leases);
    }

    private static String line(JsonNode lease) {
        StringBuilder line = new StringBuilder();
        for (String key :
                new String[] {
                    "type", "ip-address", "prefix-len", "duid", "iaid", "valid-lft", "cltt"
                }) {
            line.append(key).append(' ').append(lease.path(key)).append(' ');
        }
        return line.toString().strip();
    }
}
