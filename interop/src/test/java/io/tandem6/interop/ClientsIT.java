package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.client.ClientProgram;
import io.tandem6.interop.client.Relay;
import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseRow;
import io.tandem6.interop.load.SystemClients;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Five independent clients, and the first of them once more behind a relay: each takes an address
 * and a prefix, renews both, and gives both back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {
    private static final Duration TAKE_LIMIT = Duration.ofSeconds(60);
    private static final Duration RENEW_LIMIT = Duration.ofSeconds(40);
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(30);

    /** Valid lifetime, reclamation's interval, and some. */
    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private static final long RELAYED_SUBNET = 2;

    private final List<Client> clients = new ArrayList<>();
    private Lab lab;
    private Peer peer;

    private record Client(ClientProgram program, Host host, boolean relayed) {
        String log() {
            try {
                return Files.readString(
                        host.file(program.fileName() + ".log"), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeAll
    void start() {
        lab = Lab.create("ClientsIT");
        peer = new Peer(lab.s1(), Lab.S1_ADDRESS, new Tandem6(), Configuration.shortLived());
        peer.start();
        for (ClientProgram program : ClientProgram.values()) {
            clients.add(new Client(program, lab.addHost(program.fileName()), false));
        }
        Host relay = lab.addHost("relay");
        Host behind = lab.addHostBehind(relay, "behind", "down0", "2001:db8:2::1/64");
        Relay.start(relay, "down0");
        clients.add(new Client(ClientProgram.DHCLIENT, behind, true));
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void eachTakesRenewsAndGivesBackAnAddressAndAPrefix() {
        clients.forEach(client -> client.program().start(client.host()));
        Map<String, List<LeaseRow>> taken =
                Await.until(
                        "each client to have an address and a prefix, see "
                                + lab.client().file(".."),
                        TAKE_LIMIT,
                        () -> Optional.of(byClient()).filter(this::isComplete));
        clientsKnow(taken);
        relayedAreWhereTheirRelayIs(taken);

        Map<String, LeaseRow> first = byKey(taken);
        Await.that(
                "each lease to be renewed",
                RENEW_LIMIT,
                () ->
                        byKey(byClient()).entrySet().stream()
                                .allMatch(
                                        lease ->
                                                lease.getValue().expire()
                                                        > first.get(lease.getKey()).expire()));
        assertThat(byKey(byClient()).keySet()).isEqualTo(first.keySet());

        clients.forEach(client -> client.program().release(client.host()));
        long keeping = clients.stream().filter(c -> !c.program().releases()).count();
        Await.that(
                "the others to have released theirs",
                RELEASE_LIMIT,
                () -> LeaseDump.of(peer.agent()).held() == 2 * keeping);
        Await.that(
                "the last leases to end", END_LIMIT, () -> LeaseDump.of(peer.agent()).held() == 0);
        assertThat(peer.serverLog()).doesNotContain("Exception").doesNotContain(" ERROR ");
    }

    /** Leases by DUID; where a server keeps what has ended, only those that are held. */
    private Map<String, List<LeaseRow>> byClient() {
        return LeaseDump.of(peer.agent()).leases().values().stream()
                .filter(LeaseRow::isHeld)
                .collect(Collectors.groupingBy(LeaseRow::duid));
    }

    private boolean isComplete(Map<String, List<LeaseRow>> leases) {
        return leases.size() == clients.size()
                && leases.values().stream()
                        .allMatch(
                                own ->
                                        own.stream()
                                                .map(LeaseRow::type)
                                                .sorted()
                                                .toList()
                                                .equals(List.of("IA_NA", "IA_PD")));
    }

    private static Map<String, LeaseRow> byKey(Map<String, List<LeaseRow>> byClient) {
        Map<String, LeaseRow> rows = new HashMap<>();
        byClient.values().forEach(own -> own.forEach(row -> rows.put(row.key(), row)));
        return rows;
    }

    /** The interface has the address, and the program speaks of the prefix. */
    private void clientsKnow(Map<String, List<LeaseRow>> taken) {
        for (Client client : clients) {
            String address =
                    Await.until(
                            "an address on the interface of " + client.host().name(),
                            RELEASE_LIMIT,
                            () -> SystemClients.leasedAddress(client.host()));
            LeaseDump dump = LeaseDump.of(peer.agent());
            String duid =
                    dump.holder(address)
                            .orElseThrow(
                                    () ->
                                            new AssertionError(
                                                    client.host().name()
                                                            + " uses "
                                                            + address
                                                            + ", which is not leased"));
            String prefix =
                    taken.get(duid).stream()
                            .filter(row -> row.type().equals("IA_PD"))
                            .map(row -> row.address().toString())
                            .findFirst()
                            .orElseThrow();
            assertThat(client.log()).as(client.host().name()).contains(prefix);
        }
    }

    private void relayedAreWhereTheirRelayIs(Map<String, List<LeaseRow>> taken) {
        long relayed =
                taken.values().stream()
                        .filter(own -> own.stream().allMatch(r -> r.subnetId() == RELAYED_SUBNET))
                        .count();
        assertThat(relayed).isEqualTo(clients.stream().filter(Client::relayed).count());
    }
}
