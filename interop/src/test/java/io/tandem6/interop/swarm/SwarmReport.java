package io.tandem6.interop.swarm;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of a swarm.
 *
 * @param clients in the order of their start
 */
public record SwarmReport(List<Client> clients) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A client's sixth message leaves up to 35 s after its first. */
    private static final double SIXTH_MESSAGE_SECONDS = 36;

    /**
     * What became of one client.
     *
     * @param duid hexadecimal with colons
     * @param iaid unsigned, for addresses and prefixes alike
     * @param startedSeconds since the swarm's start
     * @param waitedSeconds from then to the end of its exchange, null if it has not ended
     * @param server the DUID of the server that answered last
     * @param address what it holds, null if it holds none
     * @param prefix what it holds, {@code 2001:db8::/56}, null if it holds none
     * @param status of the last answer for its IAs, 0 is success (RFC 9915 section 21.13)
     * @param sent number of messages
     * @param extensions how many Renews and Rebinds of a living client were answered
     * @param longestExtensionSeconds the longest that one of them waited
     * @param claims what was valid here, and when, in the order in which it was told
     */
    public record Client(
            String duid,
            long iaid,
            double startedSeconds,
            @Nullable Double waitedSeconds,
            @Nullable String server,
            @Nullable String address,
            @Nullable String prefix,
            int status,
            int sent,
            int extensions,
            double longestExtensionSeconds,
            List<Claim> claims) {
        /** True if its exchange ended. */
        public boolean served() {
            return waitedSeconds != null;
        }
    }

    /**
     * Something that was valid at a client, by what the replies said that it received.
     *
     * @param lease {@code 2001:db8::1} or {@code 2001:db8::/56}
     * @param fromSeconds Unix time of the reply
     * @param untilSeconds Unix time at which it ends or was given back
     */
    public record Claim(String lease, double fromSeconds, double untilSeconds) {}

    /** Reads what {@link #write} wrote. */
    public static SwarmReport read(Path file) {
        return JSON.readValue(file, SwarmReport.class);
    }

    void write(Path file) {
        JSON.writeValue(file, this);
    }

    /** How many clients have ended their exchange. */
    public long served() {
        return clients.stream().filter(Client::served).count();
    }

    /** Those that still wait. */
    public List<Client> unserved() {
        return clients.stream().filter(client -> !client.served()).toList();
    }

    /** A tenth of so many clients. */
    public static int few(int count) {
        return (count + 9) / 10;
    }

    /** How many have ended it with something else than success. */
    public Map<Integer, Long> refusals() {
        return clients.stream()
                .filter(client -> client.status() != 0)
                .collect(Collectors.groupingBy(Client::status, Collectors.counting()));
    }

    /** How many have ended it within this time of their start. */
    public long servedWithin(double seconds) {
        return clients.stream()
                .map(Client::waitedSeconds)
                .filter(Objects::nonNull)
                .filter(waited -> waited <= seconds)
                .count();
    }

    /**
     * How long a client waits at most if the server that it asks comes back. A client that a server
     * made an offer before it died asks that server alone, and each time after an interval as long
     * as all before, a tenth more or less: whoever asked just before it was back asks again after
     * more than twice as long.
     *
     * @param outageSeconds from the server's death to its return, which slow machines delay
     */
    public static double waitLimitSeconds(double outageSeconds) {
        return Math.max(SIXTH_MESSAGE_SECONDS, 2.25 * outageSeconds + 2);
    }

    /** The longest wait of a client that was served, in seconds. */
    public double longestWaitSeconds() {
        return clients.stream()
                .map(Client::waitedSeconds)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** Addresses and prefixes that more than one client holds. */
    public Set<String> duplicates() {
        Set<String> duplicates = new TreeSet<>();
        addDuplicates(Client::address, duplicates);
        addDuplicates(Client::prefix, duplicates);
        return duplicates;
    }

    private void addDuplicates(Function<Client, @Nullable String> held, Set<String> duplicates) {
        Set<String> seen = new HashSet<>();
        for (Client client : clients) {
            String lease = held.apply(client);
            if (lease != null && !seen.add(lease)) {
                duplicates.add(lease);
            }
        }
    }

    /** The DUIDs of the servers that answered last. */
    public Set<String> servers() {
        return clients.stream()
                .map(Client::server)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
