package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
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
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.fake.MapLeases;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.pipeline.ActiveConfig;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random clients, half of them with reservations inside, outside and across of pools that are too
 * small for all, come and go: what is reserved for one is never given to another. The seed in a
 * failure's name repeats it.
 */
class ReservationPropertyTest {
    private static final int CLIENTS = 16;
    private static final int STEPS = 2000;
    private static final int IN_POOL = 0x10;
    private static final int OUTSIDE = 0x100;
    private static final List<Integer> TYPES =
            List.of(
                    MessageType.REQUEST,
                    MessageType.REQUEST,
                    MessageType.RENEW,
                    MessageType.REBIND,
                    MessageType.RELEASE,
                    MessageType.DECLINE);

    private final ActiveConfig config =
            ActiveConfig.of(configuration(), PacketText.duid("SERVER"), 7);
    private final MapLeases leases = new MapLeases();

    private static ServerConfig configuration() {
        StringBuilder hosts = new StringBuilder();
        for (int i = 0; i < CLIENTS / 2; i++) {
            hosts.append(i == 0 ? "" : ",")
                    .append("{ \"duid\": \"0002%02x\", \"ip-addresses\": [".formatted(i))
                    .append(
                            " \"%s\", \"%s\" ],"
                                    .formatted(address(IN_POOL + i), address(OUTSIDE + i)))
                    .append(" \"prefixes\": [ \"%s\" ] }".formatted(prefix(i)));
        }
        String text =
                """
                { "Dhcp6": { "valid-lifetime": 400, "preferred-lifetime": 300, "cache-threshold": 0.0,
                  "decline-probation-period": 300,
                  "subnet6": [ { "id": 1, "subnet": "2001:db8::/64", "interface": "eth0",
                    "pools": [ { "pool": "2001:db8::10-2001:db8::1d" } ],
                    "pd-pools": [ { "prefix": "3000::", "prefix-len": 52, "delegated-len": 56 } ],
                    "reservations": [ HOSTS ] } ] } }
                """
                        .replace("HOSTS", hosts);
        return DirectRequest.config(text);
    }

    private static Ipv6Address address(int number) {
        return Ipv6Address.parse("2001:db8::").plus(number);
    }

    /** Half of what a pool delegates, so that all of it is out of question for others. */
    private static Ipv6Prefix prefix(int client) {
        return Ipv6Prefix.parse("3000:0:0:%x00::/57".formatted(client));
    }

    private static Duid client(int number) {
        return Duid.parse("0002%02x".formatted(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsReservedIsNeverGivenToAnotherClient(long seed) {
        Random random = new Random(seed);
        long now = 1_700_000_000;
        int reserved = 0;
        int given = 0;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(60);
            int client = random.nextInt(CLIENTS);
            Request request = request(random, client, now);
            if (config.exchanges().decide(request, leases, LeaseRights.ALL)
                    instanceof Decision.Answer answer) {
                for (LeaseChange change : answer.changes()) {
                    if (change instanceof LeaseChange.Put(Lease lease) && isHeld(lease)) {
                        Optional<Integer> owner = owner(lease);
                        owner.ifPresent(o -> assertThat(client).as("%s", lease).isEqualTo(o));
                        reserved += owner.isPresent() ? 1 : 0;
                        given++;
                    }
                }
                leases.apply(answer.changes());
            }
        }
        assertThat(reserved).as("reservations are used").isGreaterThan(STEPS / 10);
        assertThat(given - reserved).as("others are served too").isGreaterThan(STEPS / 20);
    }

    private static boolean isHeld(Lease lease) {
        return lease.duid().octets().length() == 3;
    }

    private static Optional<Integer> owner(Lease lease) {
        AddressRange held = new Ipv6Prefix(lease.address(), lease.prefixLength()).range();
        for (int i = 0; i < CLIENTS / 2; i++) {
            boolean isAddress =
                    lease.type() == LeaseType.IA_NA
                            && Set.of(address(IN_POOL + i), address(OUTSIDE + i))
                                    .contains(lease.address());
            if (isAddress
                    || (lease.type() == LeaseType.IA_PD && prefix(i).range().overlaps(held))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Request request(Random random, int client, long now) {
        Options.Builder options = Options.builder().add(new ClientIdentifier(client(client)));
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            options.add(association(random));
        }
        ClientMessage message =
                new ClientMessage(TYPES.get(random.nextInt(TYPES.size())), 1, options.build());
        return DirectRequest.of(message, config.senders(), Set.of(), now);
    }

    private static Option association(Random random) {
        Iaid iaid = new Iaid(random.nextInt(2));
        int wanted = random.nextInt(CLIENTS);
        if (random.nextInt(3) == 0) {
            Ipv6Prefix hint =
                    random.nextBoolean()
                            ? prefix(wanted)
                            : new Ipv6Prefix(prefix(wanted).first(), 56);
            return new IaPd(iaid, 0, 0, Options.of(new IaPrefix(0, 0, hint, Options.EMPTY)));
        }
        Ipv6Address hint = address((random.nextBoolean() ? IN_POOL : OUTSIDE) + wanted);
        return new IaNa(iaid, 0, 0, Options.of(new IaAddress(hint, 0, 0, Options.EMPTY)));
    }
}
