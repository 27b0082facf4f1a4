package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.classify.PacketView;
import io.tandem6.config.Subnet;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.option.RapidCommit;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.server.fake.MapLeases;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.sender.FoundHosts;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.server.subnet.SubnetSelector;
import io.tandem6.wire.Octets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random clients on random links say random things, time passes, and what must always hold does.
 * The seed in a failure's name repeats it.
 */
class ExchangesPropertyTest {
    private static final int STEPS = 4000;
    private static final int CLIENTS = 12;
    private static final List<Integer> TYPES =
            List.of(
                    MessageType.SOLICIT,
                    MessageType.REQUEST,
                    MessageType.REQUEST,
                    MessageType.RENEW,
                    MessageType.REBIND,
                    MessageType.CONFIRM,
                    MessageType.RELEASE,
                    MessageType.DECLINE);
    private static final Node CONFIG =
            IndentedText.parse(
                            """
                            config
                              subnet 1 2001:db8:1::/64
                                interface eth0
                                shared-network net
                                rapid-commit
                                pool 2001:db8:1::1-2001:db8:1::7
                                pd-pool 3000:1::/54 delegated-len 56
                              subnet 2 2001:db8:2::/64
                                interface eth0
                                shared-network net
                                rapid-commit
                                valid-lifetime 100 200 300
                                preferred-lifetime 50 150 400
                                pool 2001:db8:2::1-2001:db8:2::3
                                  class gold
                                pool 2001:db8:2::8
                                pd-pool 3000:2::/60 delegated-len 62
                              subnet 3 2001:db8:3::/64
                                interface eth1
                                pool 2001:db8:3::1-2001:db8:3::5
                            """
                                    .lines()
                                    .toList())
                    .getFirst();

    private static final List<Subnet> SUBNETS = ConfigText.subnets(CONFIG);

    private static final SubnetSelector SELECTOR = new SubnetSelector(SUBNETS);

    private final Exchanges exchanges =
            new Exchanges(ConfigText.rules(CONFIG, new Allocator(42), 5000));
    private final MapLeases leases = new MapLeases();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatMustHoldHolds(long seed) {
        Random random = new Random(seed);
        long now = 1_700_000_000;
        int granted = 0;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(60);
            Request request = request(random, now);
            Decision decision = exchanges.decide(request, leases, LeaseRights.ALL);
            assertThat(exchanges.decide(request, leases, LeaseRights.ALL))
                    .as("deterministic")
                    .isEqualTo(decision);
            if (decision instanceof Decision.Answer answer) {
                checkReply(request, answer);
                granted += answer.changes().size();
                leases.apply(answer.changes());
                leases.written.clear();
            }
        }
        assertThat(granted).as("the test does something").isGreaterThan(STEPS / 4);
    }

    private static Request request(Random random, long now) {
        Options.Builder options = Options.builder();
        options.add(new ClientIdentifier(client(random.nextInt(CLIENTS))));
        if (random.nextInt(4) == 0) {
            options.add(new RapidCommit());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            options.add(association(random));
        }
        ClientMessage message =
                new ClientMessage(
                        TYPES.get(random.nextInt(TYPES.size())),
                        random.nextInt(1 << 24),
                        options.build());
        Set<String> classes = random.nextInt(3) == 0 ? Set.of("gold") : Set.of();
        Arrival arrival =
                new Arrival(
                        List.of("eth0", "eth0", "eth1", "eth2").get(random.nextInt(4)),
                        Ipv6Address.parse("fe80::a"),
                        List.of());
        return new Request(
                new PacketView(
                        message,
                        List.of(),
                        arrival.interfaceName(),
                        arrival.source(),
                        Ipv6Address.parse("ff02::1:2"),
                        100),
                arrival,
                SELECTOR.select(arrival, classes),
                new LinkedHashSet<>(classes),
                FoundHosts.NONE,
                Optional.empty(),
                now,
                Optional.empty());
    }

    private static Duid client(int number) {
        return new Duid(Octets.of((byte) 0, (byte) 2, (byte) number));
    }

    private static Option association(Random random) {
        Iaid iaid = new Iaid(random.nextInt(2));
        Options.Builder asked = Options.builder();
        boolean prefix = random.nextInt(3) == 0;
        for (int i = random.nextInt(3); i > 0; i--) {
            asked.add(prefix ? prefix(random) : address(random));
        }
        return prefix ? new IaPd(iaid, 0, 0, asked.build()) : new IaNa(iaid, 0, 0, asked.build());
    }

    private static Option address(Random random) {
        Ipv6Address address =
                Ipv6Address.parse(
                        "2001:db8:%d::%d".formatted(1 + random.nextInt(3), random.nextInt(10)));
        return new IaAddress(
                random.nextInt(8) == 0 ? Ipv6Address.UNSPECIFIED : address,
                random.nextInt(500),
                random.nextInt(500),
                Options.EMPTY);
    }

    private static Option prefix(Random random) {
        String text =
                List.of("::/0", "::/62", "3000:1::/56", "3000:1:0:100::/56", "3000:2::/62", "::/48")
                        .get(random.nextInt(6));
        return new IaPrefix(
                random.nextInt(500), random.nextInt(500), Ipv6Prefix.parse(text), Options.EMPTY);
    }

    private void checkReply(Request request, Decision.Answer answer) {
        ClientMessage reply = answer.reply();
        assertThat(reply.transactionId()).isEqualTo(request.message().transactionId());
        assertThat(reply.options().clientId()).isEqualTo(request.message().options().clientId());
        assertThat(reply.options().serverId()).contains(PacketText.duid("SERVER"));
        List<IaRequest> asked = new ArrayList<>(IaRequest.of(request.message()));
        if (request.message().type() == MessageType.CONFIRM) {
            asked.clear();
        }
        if (request.message().type() == MessageType.DECLINE) {
            asked.removeIf(ia -> ia.type() == LeaseType.IA_PD);
        }
        assertThat(IaRequest.of(reply))
                .extracting(ia -> ia.type() + " " + ia.iaid())
                .as("associations mirror those asked for")
                .containsExactlyElementsOf(
                        asked.stream().map(ia -> ia.type() + " " + ia.iaid()).toList());
        if (reply.type() == MessageType.ADVERTISE) {
            assertThat(answer.changes()).isEmpty();
        }
        for (LeaseChange change : answer.changes()) {
            checkChange(request, change);
        }
        checkPromises(request, answer);
    }

    /** Nobody loses what is his, and everything comes from a pool that its holder may use. */
    private void checkChange(Request request, LeaseChange change) {
        Lease before = leases.find(change.address());
        Duid client = request.clientId();
        if (before != null && before.isInUse(request.now())) {
            assertThat(before.duid())
                    .as("the holder of %s in %s", change, request)
                    .isEqualTo(client);
        }
        if (change instanceof LeaseChange.Delete) {
            assertThat(before).as("what is deleted is there").isEqualTo(change.lease());
            return;
        }
        Lease lease = change.lease();
        if (lease.state() == LeaseState.DECLINED) {
            return;
        }
        assertThat(lease.duid()).isEqualTo(client);
        assertThat(lease.preferredLifetime()).isLessThanOrEqualTo(lease.validLifetime());
        assertThat(
                        LeaseSpace.of(
                                request.link().orElseThrow().subnets(),
                                lease.type(),
                                request.classes()))
                .as("pools for %s", lease)
                .anyMatch(
                        s ->
                                s.contains(lease.address(), lease.prefixLength())
                                        && s.subnet().id() == lease.subnetId());
    }

    /**
     * What a Reply promises is what the table will hold; an Advertise may promise nothing taken.
     */
    private void checkPromises(Request request, Decision.Answer answer) {
        for (IaRequest ia : IaRequest.of(answer.reply())) {
            for (IaRequest.Asked promised : ia.asked()) {
                if (promised.validLifetime() == 0) {
                    continue;
                }
                Lease before = leases.find(promised.address());
                if (before != null && before.isInUse(request.now())) {
                    assertThat(before.duid()).isEqualTo(request.clientId());
                }
                if (answer.reply().type() == MessageType.REPLY) {
                    assertThat(answer.changes())
                            .as("what stores %s of %s", promised, request)
                            .filteredOn(c -> c instanceof LeaseChange.Put)
                            .extracting(LeaseChange::lease)
                            .anyMatch(
                                    l ->
                                            l.address().equals(promised.address())
                                                    && l.iaid().equals(ia.iaid())
                                                    && l.type() == ia.type()
                                                    && l.validLifetime()
                                                            == promised.validLifetime());
                }
            }
        }
    }
}
