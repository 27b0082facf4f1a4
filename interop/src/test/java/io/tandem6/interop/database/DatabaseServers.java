package io.tandem6.interop.database;

import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.swarm.SwarmReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations of servers that share a database, and what the database says of their clients. */
final class DatabaseServers {
    private static final String POOL = "2001:db8:1::1:0 - 2001:db8:1::1:ffff";

    private DatabaseServers() {}

    /**
     * A server without HA.
     *
     * @param hosts one or several, with commas between them
     * @param addresses how many there are to give out
     */
    static String configuration(String hosts, int addresses) {
        String database =
                """
                "lease-database": { "type": "postgresql", "name": "%s", "host": "%s",
                    "user": "%s", "password": "kea", "connect-timeout": 2,
                    "max-reconnect-tries": 100, "reconnect-wait-time": 500,
                    "on-fail": "serve-retry-continue" }\
                """
                        .formatted(Postgres.DATABASE, hosts, Postgres.USER);
        return Configuration.alone()
                .replace("\"lease-database\": { \"type\": \"memfile\" }", database)
                .replace(
                        POOL,
                        "2001:db8:1::1:0 - 2001:db8:1::1:" + Integer.toHexString(addresses - 1));
    }

    /** Clients that were told that an address is theirs while the database does not say so. */
    static List<String> lost(SwarmReport report, Postgres database) {
        Map<String, String> holders = new HashMap<>();
        database.ask("SELECT address, encode(duid, 'hex') FROM lease6 WHERE state = 0")
                .lines()
                .map(line -> line.split("\\|"))
                .forEach(row -> holders.put(row[0], row[1]));
        List<String> lost = new ArrayList<>();
        for (SwarmReport.Client client : report.clients()) {
            if (client.served() && client.address() != null) {
                String holder = holders.get(client.address());
                if (!client.duid().replace(":", "").equals(holder)) {
                    lost.add(client.address() + " of " + client.duid() + ", there: " + holder);
                }
            }
        }
        return lost;
    }
}
