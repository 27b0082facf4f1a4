package io.tandem6.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.log.LogMessage;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.server.fake.MapLeases;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.subnet.Link;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the path promises about order, limits and counting; the answers themselves are elsewhere.
 */
class PacketPipelineTest {
    private static final String CONFIG =
            """
            config
              subnet 1 2001:db8:1::/64
                interface eth0
                pool 2001:db8:1::1-2001:db8:1::ffff
            """;
    private static final String REQUEST =
            """
            REQUEST
              client-id A
              server-id SERVER
              ia-na 1
            """;
    private static final String SOLICIT =
            """
            SOLICIT
              client-id A
              ia-na 1
            """;
    private static final LeaseStore.Outcome FAILED = new LeaseStore.Outcome.Failed("disk full");

    private final FakeLoop loop = new FakeLoop();
    private final SlowDisk disk = new SlowDisk();
    private final SlowPartner partner = new SlowPartner();
    private final SentDatagrams sent = new SentDatagrams();
    private final RecordedEvents events = new RecordedEvents();
    private final List<String> warnings = new ArrayList<>();
    private final List<ServiceGate.Query> queries = new ArrayList<>();
    private ServiceGate.Admission admission = new ServiceGate.Serve(Set.of());
    private PacketPipeline pipeline;

    @BeforeEach
    void start() {
        loop.advance(Duration.ofMillis(5));
        pipeline = pipeline(2, ReplyPorts.STANDARD);
    }

    @Test
    void aReplyLeavesWhenTheLeaseIsOnDiskAndThePartnerKnows() {
        receive(REQUEST);
        assertThat(sent.list).isEmpty();
        assertThat(partner.waiting).isEmpty();
        assertThat(pipeline.parked()).isEqualTo(1);

        disk.completeNext(durable());
        assertThat(sent.list).isEmpty();
        assertThat(partner.heard).isEqualTo(disk.written);
        assertThat(pipeline.parked()).isEqualTo(1);

        partner.waiting.remove().completed(true);
        assertThat(sent.list).hasSize(1);
        assertThat(pipeline.parked()).isZero();
        assertThat(events.list)
                .containsExactly("received REQUEST", "changing granted", "replied REPLY PT0.004S");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNeedsThePartnersConsentIsAnnouncedAndStoredIfItStillFits(boolean fits) {
        pipeline = pipeline(2, ReplyPorts.STANDARD, rights(true, Right.ACKNOWLEDGED));
        receive(REQUEST);
        assertThat(disk.written).isEmpty();

        partner.announced.remove().accept(fits);
        assertThat(disk.written).hasSize(fits ? 1 : 0);
        assertThat(events.list.contains("dropped not-acknowledged")).isEqualTo(!fits);
    }

    @Test
    void whatCannotBeStoredIsNeitherReplicatedNorAnswered() {
        receive(REQUEST);
        disk.completeNext(FAILED);
        assertThat(partner.heard).isEmpty();
        assertThat(sent.list).isEmpty();
        assertThat(pipeline.parked()).isZero();
        assertThat(events.list).last().isEqualTo("dropped store-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {SOLICIT, REQUEST})
    void whileNothingCanBeStoredNothingIsOfferedOrGranted(String message) {
        disk.broken = true;
        receive(message);
        assertThat(sent.list).isEmpty();
        assertThat(disk.waiting).isEmpty();
        assertThat(events.list).last().isEqualTo("dropped store-failed");

        disk.broken = false;
        receive(SOLICIT);
        assertThat(sent.list).hasSize(1);
    }

    @Test
    void whatNeedsNoWriteIsAnsweredWhileNothingCanBeStored() {
        disk.broken = true;
        receive(
                """
                INFORMATION_REQUEST
                  client-id A
                """);
        assertThat(sent.list).hasSize(1);
    }

    @Test
    void whatThePartnerDoesNotAcknowledgeIsNotAnswered() {
        receive(REQUEST);
        disk.completeNext(durable());
        partner.waiting.remove().completed(false);
        assertThat(sent.list).isEmpty();
        assertThat(pipeline.parked()).isZero();
        assertThat(events.list).last().isEqualTo("dropped not-acknowledged");
    }

    @ParameterizedTest
    @CsvSource({
        "A, true, false",
        "A, false, true",
        "B, true, true",
    })
    void nobodyHearsThatALeaseIsNotTheirsOnceThePartnerHasToldThatItIs(
            String holder, boolean isPair, boolean isSent) {
        pipeline = pipeline(2, ReplyPorts.STANDARD, rights(isPair));
        disk.put(lease("B"));
        receive(
                """
                RENEW
                  client-id A
                  server-id SERVER
                  ia-na 1
                    address 2001:db8:1::7777
                """);
        disk.put(lease(holder));
        disk.completeNext(durable());
        partner.waiting.remove().completed(true);

        assertThat(sent.list).hasSize(isSent ? 1 : 0);
        assertThat(events.list)
                .last()
                .isEqualTo(isSent ? "replied REPLY PT0.004S" : "dropped reply-refuted");
        assertThat(sent.list.stream().flatMap(s -> PacketText.lines(s.packet(), "").stream()))
                .filteredOn(line -> line.contains("2001:db8:1::7777"))
                .as("what it hears of the lease")
                .isEqualTo(
                        isSent
                                ? List.of("    address 2001:db8:1::7777 preferred 0 valid 0")
                                : List.of());
    }

    @Test
    void whatChangesNothingWaitsForNobody() {
        receive(REQUEST.replace("REQUEST", "SOLICIT").replace("  server-id SERVER\n", ""));
        assertThat(sent.list).hasSize(1);
        assertThat(disk.waiting).isEmpty();
    }

    @Test
    void noMoreExchangesThanTheLimitWaitForThePartner() {
        for (int i = 0; i < 2; i++) {
            receive(REQUEST);
            disk.completeNext(durable());
        }
        receive(REQUEST);
        assertThat(events.list).last().isEqualTo("dropped parked-limit");
        assertThat(disk.waiting).isEmpty();

        partner.waiting.remove().completed(true);
        receive(REQUEST);
        assertThat(disk.waiting).hasSize(1);
    }

    @Test
    void withoutThatLimitStillNoMoreThanACertainNumberWaitsForTheDisk() {
        pipeline = pipeline(0, ReplyPorts.STANDARD);
        for (int i = 0; i <= Settlement.STORING_MAX; i++) {
            receive(REQUEST);
        }
        assertThat(disk.waiting).hasSize(Settlement.STORING_MAX);
        assertThat(events.list).last().isEqualTo("dropped parked-limit");
    }

    @Test
    void aReplyThatFitsIntoNoDatagramChangesNothing() {
        StringBuilder greedy = new StringBuilder("REQUEST\n  client-id A\n  server-id SERVER\n");
        for (int i = 1; i <= 2000; i++) {
            greedy.append("  ia-na ").append(i).append('\n');
        }
        receive(greedy.toString());
        assertThat(events.list).containsExactly("received REQUEST", "dropped reply-too-long");
        assertThat(disk.written).isEmpty();
        assertThat(warnings).as("the operator is told").hasSize(1);
        assertThat(warnings.getFirst())
                .startsWith("DHCP6_REPLY_TOO_LONG [REPLY, fe80::a, subnet 1, ");

        loop.advance(Duration.ofSeconds(59));
        receive(greedy.toString());
        assertThat(warnings).as("once in a minute").hasSize(1);
        loop.advance(Duration.ofSeconds(1));
        receive(greedy.toString());
        assertThat(warnings).hasSize(2);
    }

    @Test
    void eachSubnetIsWarnedOf() {
        OncePerSubnet pace = new OncePerSubnet(Duration.ofMinutes(1));
        long later = Duration.ofSeconds(61).toNanos();
        for (long subnet = 0; subnet < 10_000; subnet++) {
            assertThat(pace.isDue(subnet, Long.MAX_VALUE - 5)).isTrue();
            assertThat(pace.isDue(subnet, Long.MAX_VALUE)).isFalse();
        }
        assertThat(pace.isDue(7, Long.MAX_VALUE - 5 + later)).as("beyond the overflow").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, false, false",
        "0, false, false",
        "490, false, false",
        "500, false, true",
        "655350, false, true",
        "-1, true, true",
        "0, true, true"
    })
    void whoHasTakenAnOfferNeedNotWaitForAnotherServer(
            int elapsedMillis, boolean chosen, boolean due) {
        ServiceGate.Query query =
                new ServiceGate.Query(3, PacketText.duid("A"), elapsedMillis, chosen);
        assertThat(query.isDue(500)).isEqualTo(due);
    }

    @Test
    void theGateIsAskedFirstAndObeyed() {
        receive("SOLICIT\n  client-id A\n  elapsed 250");
        receive("INFORMATION_REQUEST");
        receive(REQUEST);
        receive(REQUEST.replace("SERVER", "B"));
        assertThat(queries)
                .containsExactly(
                        new ServiceGate.Query(1, PacketText.duid("A"), 2500, false),
                        new ServiceGate.Query(11, null, -1, false),
                        new ServiceGate.Query(3, PacketText.duid("A"), -1, true),
                        new ServiceGate.Query(3, PacketText.duid("A"), -1, false));
        sent.list.clear();
        events.list.clear();

        admission = new ServiceGate.NotInScope();
        receive("SOLICIT\n  client-id A");
        admission = new ServiceGate.ServiceDisabled();
        receive("SOLICIT\n  client-id A");
        receive("SOLICIT");
        admission = new ServiceGate.Serve(Set.of());
        receive("SOLICIT");
        assertThat(sent.list).isEmpty();
        assertThat(events.list)
                .containsExactly(
                        "received SOLICIT",
                        "dropped not-in-scope",
                        "received SOLICIT",
                        "dropped service-disabled",
                        "received SOLICIT",
                        "dropped service-disabled",
                        "received SOLICIT",
                        "dropped client-id-missing");
    }

    @Test
    void whoAsksForAnOfferThatThePartnerHasTakenOverIsToldToLookAgain() {
        admission = new ServiceGate.NotInScope();
        receive(REQUEST.replace("SERVER", "B"));
        receive(REQUEST.replace("REQUEST", "RENEW"));
        receive(SOLICIT);
        assertThat(sent.list).as("what others answer, now or later").isEmpty();

        receive(REQUEST + "  ia-pd 2\n");
        assertThat(sent.list).hasSize(1);
        assertThat(PacketText.lines(sent.list.getFirst().packet(), ""))
                .containsExactly(
                        "REPLY",
                        "  client-id A",
                        "  server-id SERVER",
                        "  ia-na 1 t1 0 t2 0",
                        "    status 2 Another server serves this client now",
                        "  ia-pd 2 t1 0 t2 0",
                        "    status 6 Another server serves this client now");
        assertThat(disk.written).isEmpty();
    }

    @Test
    void aGateThatDependsOnTheLinkIsToldTheLink() {
        List<Optional<Link>> links = new ArrayList<>();
        Queue<ServiceGate.Verdict> verdicts =
                new ArrayDeque<>(
                        List.of(
                                new ServiceGate.Serve(Set.of("HA_a")),
                                new ServiceGate.NotInScope(),
                                new ServiceGate.NoRelationship()));
        admission =
                new ServiceGate.DependsOnLink(
                        Set.of("HA_a", "HA_b"),
                        link -> {
                            links.add(link);
                            return verdicts.remove();
                        });
        receive("SOLICIT\n  client-id A");
        receive("REQUEST\n  client-id A\n  server-id B");
        receive("SOLICIT\n  client-id A", "eth9");

        assertThat(links.getFirst().orElseThrow().selected().id()).isEqualTo(1);
        assertThat(links.getLast()).isEmpty();
        assertThat(events.list)
                .as("the gate comes before the rules that discard what is for another server")
                .contains("dropped not-in-scope", "dropped no-relationship")
                .doesNotContain("dropped not-for-us");
        assertThat(sent.list).hasSize(1);
    }

    @Test
    void repliesGoBackWhereTheRequestCameIn() {
        receive("SOLICIT\n  client-id A");
        assertThat(sent.list)
                .singleElement()
                .satisfies(
                        s -> {
                            assertThat(s.destination()).isEqualTo(Ipv6Address.parse("fe80::a"));
                            assertThat(s.port()).isEqualTo(546);
                            assertThat(s.via()).isEqualTo(endpoint("eth0"));
                        });
    }

    @Test
    void aFixedPortIsForTests() {
        pipeline = pipeline(0, new ReplyPorts(OptionalInt.of(10546)));
        receive("SOLICIT\n  client-id A");
        receive(
                """
                RELAY_FORWARD hops 0 link 2001:db8:1::9 peer fe80::a
                  SOLICIT
                    client-id A
                """);
        assertThat(sent.list).extracting(SentDatagrams.Sent::port).containsExactly(10546, 10546);
    }

    @Test
    void theHardwareAddressIsKeptWithTheLease() {
        receive(REQUEST);
        assertThat(disk.written.getFirst().lease().hardwareAddress())
                .hasToString("02:00:00:00:00:aa");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noOctetsWhatsoeverThrow(long seed) {
        Random random = new Random(seed);
        byte[] valid =
                encode(
                        """
                        RELAY_FORWARD hops 1 link 2001:db8:1::9 peer fe80::a
                          interface-id 0102
                          REQUEST
                            client-id A
                            server-id SERVER
                            oro 23 39 67
                            ia-na 1
                              address 2001:db8:1::5
                            ia-pd 1
                              prefix ::/56
                            fqdn 1 host.example.
                        """);
        for (int i = 0; i < 3000; i++) {
            byte[] octets = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            for (int j = random.nextInt(4); j > 0 && octets.length > 0; j--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> receive(octets)).doesNotThrowAnyException();
        }
        long received =
                events.list.stream()
                        .filter(e -> e.startsWith("received") || e.startsWith("malformed"))
                        .count();
        assertThat(received).as("each is counted").isEqualTo(3000);
    }

    private PacketPipeline pipeline(int parkedPacketLimit, ReplyPorts ports) {
        return pipeline(parkedPacketLimit, ports, LeaseRights.ALL);
    }

    private Lease lease(String holder) {
        return Lease.assigned(
                LeaseType.IA_NA,
                Ipv6Address.parse("2001:db8:1::7777"),
                128,
                PacketText.duid(holder),
                new Iaid(1),
                1,
                loop.epochSecond(),
                300,
                200);
    }

    /** All rights, limited in name only if this is half of a pair. */
    private static LeaseRights rights(boolean isPair) {
        return rights(isPair, Right.FULL);
    }

    private static LeaseRights rights(boolean isPair, Right toBind) {
        return (LeaseRights)
                Proxy.newProxyInstance(
                        LeaseRights.class.getClassLoader(),
                        new Class<?>[] {LeaseRights.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "areLimited" -> isPair;
                                    case "bind" -> toBind;
                                    default -> method.invoke(LeaseRights.ALL, arguments);
                                });
    }

    private PacketPipeline pipeline(
            int parkedPacketLimit, ReplyPorts ports, LeaseRights leaseRights) {
        Node config = IndentedText.parse(CONFIG.lines().toList()).getFirst();
        return new PacketPipeline(
                loop,
                ConfigText.active(config, parkedPacketLimit),
                query -> {
                    queries.add(query);
                    return admission;
                },
                disk,
                leaseRights,
                disk,
                partner,
                sent,
                ports,
                events,
                (message, arguments) -> {
                    if (message.entry().severity() != LogMessage.Severity.DEBUG) {
                        warnings.add(message.name() + " " + Arrays.toString(arguments));
                    }
                });
    }

    private static LeaseStore.Outcome durable() {
        List<LeaseStore.Outcome> outcomes = new ArrayList<>();
        new MapLeases().commit(List.of(), outcomes::add);
        return outcomes.getFirst();
    }

    private static byte[] encode(String text) {
        Node node = IndentedText.parse(text.lines().toList()).getFirst();
        return PacketCodec.encode(PacketText.packet(node));
    }

    private void receive(String text) {
        receive(encode(text));
    }

    private void receive(byte[] payload) {
        receive(payload, "eth0");
    }

    private void receive(String text, String interfaceName) {
        receive(encode(text), interfaceName);
    }

    private void receive(byte[] payload, String interfaceName) {
        pipeline.received(
                new Datagram(payload, Ipv6Address.parse("fe80::a"), 546, endpoint(interfaceName)),
                1_000_000);
    }

    private static Endpoint endpoint(String interfaceName) {
        return new Endpoint(interfaceName, 2, Ipv6Address.parse("ff02::1:2"));
    }

    /** A table whose disk is ready when the test says so. */
    private static final class SlowDisk extends MapLeases {
        private final Queue<Consumer<LeaseStore.Outcome>> waiting = new ArrayDeque<>();
        private boolean broken;

        @Override
        public boolean canStore() {
            return !broken;
        }

        @Override
        public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
            apply(changes);
            waiting.add(done);
        }

        void completeNext(LeaseStore.Outcome outcome) {
            waiting.remove().accept(outcome);
        }
    }

    /** A partner that answers when the test says so. */
    private static final class SlowPartner implements Replicator {
        private final Queue<Replicated> waiting = new ArrayDeque<>();
        private final List<LeaseChange> heard = new ArrayList<>();
        private final Queue<Consumer<Boolean>> announced = new ArrayDeque<>();

        @Override
        public void prepare(List<LeaseChange> changes, Consumer<Boolean> next) {
            announced.add(next);
        }

        @Override
        public void replicate(List<LeaseChange> changes, Replicated done) {
            heard.addAll(changes);
            waiting.add(done);
        }
    }
}
