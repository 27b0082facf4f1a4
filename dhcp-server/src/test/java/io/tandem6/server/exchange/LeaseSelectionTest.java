package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.Options;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.exchange.Assignment.Purpose;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.fake.MapLeases;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.sender.Classifier;
import io.tandem6.server.sender.HostIndex;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client A asks for {@code ::11}; the pool is {@code ::10} to {@code ::1f}. */
class LeaseSelectionTest {
    private static final long NOW = 1_700_000_000;
    private static final Duid CLIENT = PacketText.duid("A");
    private static final Iaid IAID = new Iaid(1);

    private final MapLeases leases = new MapLeases();

    @ParameterizedTest(name = "holds {0}, its own {1}, {2}''s {3}; may extend {4}, bind {5}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # holds, its reservations, another's, extend, bind, limited | has, new,  ended, unpromised, stays
                      -,        -,     -,    FULL,         FULL,         false,   -,    11,   -,     -,     -
                      -,        -,     11,   FULL,         FULL,         false,   -,    else, -,     -,     -
                      -,        30 31, -,    FULL,         FULL,         false,   -,    30,   -,     -,     -
                      -,        30,    -,    FULL,         NONE,         true,    -,    -,    -,     -,     -
                      -,        30,    -,    FULL,         ACKNOWLEDGED, true,    -,    30,   -,     -,     -
                      12,       -,     -,    FULL,         FULL,         false,   12,   -,    -,     -,     12
                      12 13,    -,     -,    FULL,         FULL,         false,   12 13, -,   -,     -,     12 13
                      12,       -,     -,    ACKNOWLEDGED, FULL,         true,    12,   -,    -,     -,     12
                      12,       -,     -,    NONE,         NONE,         true,    -,    -,    -,     12,    12
                      12,       -,     -,    NONE,         FULL,         true,    -,    11,   -,     12,    12
                      12,       30,    -,    FULL,         FULL,         false,   -,    30,   12,    -,     -
                      12,       30,    -,    FULL,         FULL,         true,    -,    30,   12,    -,     12
                      12,       30,    -,    FULL,         NONE,         true,    12,   -,    -,     -,     12
                      12,       12 30, -,    FULL,         FULL,         false,   12,   -,    -,     -,     12
                      12 30,    30,    -,    FULL,         FULL,         false,   30,   -,    12,    -,     30
                      12,       -,     12,   FULL,         FULL,         false,   -,    11,   12,    -,     -
                      12,       -,     12,   FULL,         FULL,         true,    -,    11,   12,    -,     12
                      20,       -,     -,    FULL,         FULL,         false,   -,    11,   20,    -,     -
                      20,       20,    -,    FULL,         FULL,         false,   20,   -,    -,     -,     20
                      20 12,    -,     -,    FULL,         FULL,         false,   12,   -,    20,    -,     12
                    """)
    void isWhatItMayKeepElseWhatIsReservedElseAnything(
            @Nullable String holds,
            @Nullable String reserved,
            @Nullable String reservedForAnother,
            Right extend,
            Right bind,
            boolean limited,
            @Nullable String kept,
            @Nullable String added,
            @Nullable String ended,
            @Nullable String unpromised,
            @Nullable String stays) {
        addresses(holds).forEach(address -> leases.put(lease(address)));
        LeaseDraft draft = new LeaseDraft(leases);
        FixedRights rights = new FixedRights(extend, bind, limited);

        LeaseSelection.Selected selected =
                selection(config(reserved, reservedForAnother), draft, rights)
                        .select(
                                new IaRequest(
                                        LeaseType.IA_NA,
                                        IAID,
                                        List.of(new Asked(address("11"), 128, 0, 0))));

        assertThat(addresses(selected, false)).isEqualTo(addresses(kept));
        if ("else".equals(added)) {
            assertThat(addresses(selected, true)).hasSize(1).doesNotContain(address("11"));
        } else {
            assertThat(addresses(selected, true)).isEqualTo(addresses(added));
        }
        assertThat(selected.ended().stream().map(Lease::address).toList())
                .isEqualTo(addresses(ended));
        assertThat(selected.unpromised()).isEqualTo(Set.copyOf(addresses(unpromised)));
        assertThat(addresses(holds).stream().filter(a -> draft.find(a) != null).toList())
                .isEqualTo(addresses(stays));
        assertThat(selected.leases())
                .allMatch(lease -> lease.right() == (lease.isNew() ? bind : extend))
                .allMatch(
                        lease ->
                                lease.isReserved()
                                        == addresses(reserved).contains(lease.lease().address()));
    }

    private static List<Ipv6Address> addresses(LeaseSelection.Selected selected, boolean isNew) {
        return selected.leases().stream()
                .filter(lease -> lease.isNew() == isNew)
                .map(lease -> lease.lease().address())
                .toList();
    }

    private static List<Ipv6Address> addresses(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ")).map(LeaseSelectionTest::address).toList();
    }

    private static Ipv6Address address(String last) {
        return Ipv6Address.parse("2001:db8::" + last);
    }

    private static Lease lease(Ipv6Address address) {
        return Lease.assigned(LeaseType.IA_NA, address, 128, CLIENT, IAID, 1, NOW - 300, 1000, 600);
    }

    private static LeaseSelection selection(
            ServerConfig config, LeaseDraft draft, FixedRights rights) {
        ClientMessage message =
                new ClientMessage(MessageType.RENEW, 1, Options.of(new ClientIdentifier(CLIENT)));
        Duid server = PacketText.duid("SERVER");
        Request request =
                DirectRequest.of(
                        message, ActiveConfig.of(config, server, 7).senders(), Set.of(), NOW);
        ExchangeRules rules =
                new ExchangeRules(
                        server,
                        List.of(),
                        86400,
                        new Allocator(7),
                        EndedLeases.FORGOTTEN,
                        Classifier.NONE,
                        new HostIndex(config.subnets(), config.hosts().reservations()),
                        config.ddns(),
                        new RelaySupplied(Set.of()),
                        true);
        return new LeaseSelection(request, Purpose.EXTEND, rules, draft, rights);
    }

    private static ServerConfig config(@Nullable String own, @Nullable String anothers) {
        return DirectRequest.config(
                """
                { 'Dhcp6': { 'subnet6': [ { 'id': 1, 'subnet': '2001:db8::/64', 'interface': 'eth0',
                    'pools': [ { 'pool': '2001:db8::10-2001:db8::1f' } ],
                    'reservations': [
                      { 'duid': '%s', 'ip-addresses': [ %s ] },
                      { 'duid': '%s', 'ip-addresses': [ %s ] } ] } ] } }
                """
                        .formatted(
                                CLIENT,
                                quoted(addresses(own)),
                                PacketText.duid("B"),
                                quoted(addresses(anothers))));
    }

    private static String quoted(Collection<Ipv6Address> addresses) {
        return addresses.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }
}
