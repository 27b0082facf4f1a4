package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.Options;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.exchange.Assignment.Purpose;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.sender.Classifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a client may use a lease, and how long the server keeps it. */
class PromisesTest {
    private static final long NOW = 1_700_000_000;
    private static final Duid CLIENT = PacketText.duid("A");
    private static final Iaid IAID = new Iaid(1);
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::10");

    private final ServerConfig config =
            DirectRequest.config(
                    """
                    { 'Dhcp6': {
                      'valid-lifetime': 1000, 'min-valid-lifetime': 500, 'max-valid-lifetime': 2000,
                      'preferred-lifetime': 600, 'min-preferred-lifetime': 300,
                      'max-preferred-lifetime': 1200, 'cache-threshold': 0.25,
                      'client-classes': [
                        { 'name': 'short', 'valid-lifetime': 400 },
                        { 'name': 'brief', 'valid-lifetime': 200, 'preferred-lifetime': 100 } ],
                      'subnet6': [ { 'id': 1, 'subnet': '2001:db8::/64', 'interface': 'eth0',
                        'pools': [ { 'pool': '2001:db8::10-2001:db8::1f' } ] } ] } }
                    """);

    @ParameterizedTest(name = "{0} of a lease {1} s old, classes {2}, wishes {3}/{4}, limited {5}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # purpose, age, classes,     wished,    limited | news, told,       kept
                      GRANT,   -,   -,           0,    0,    false,   true, 600,  1000, 1000
                      GRANT,   -,   -,           100,  100,  false,   true, 300,  500,  500
                      GRANT,   -,   -,           5000, 5000, false,   true, 1200, 2000, 2000
                      GRANT,   -,   -,           1100, 1000, false,   true, 625,  1000, 1000
                      GRANT,   -,   short,       0,    0,    false,   true, 250,  400,  400
                      GRANT,   -,   brief,       900,  900,  false,   true, 100,  200,  200
                      GRANT,   -,   short brief, 0,    0,    false,   true, 100,  400,  400
                      GRANT,   -,   -,           0,    0,    true,    true, 600,  1000, 1000
                      EXTEND,  100, -,           0,    0,    false,   false, 500, 900,  1000
                      EXTEND,  100, -,           2000, 2000, false,   false, 500, 900,  1000
                      EXTEND,  250, -,           0,    0,    false,   false, 350, 750,  1000
                      EXTEND,  251, -,           0,    0,    false,   true, 600,  1000, 1000
                      OFFER,   100, -,           0,    0,    false,   true, 600,  1000, 1000
                      EXTEND,  300, -,           400,  500,  false,   true, 400,  500,  500
                      EXTEND,  300, -,           400,  500,  true,    true, 400,  500,  700
                      EXTEND,  500, -,           400,  500,  true,    true, 400,  500,  500
                      EXTEND,  1001, -,          400,  500,  true,    true, 400,  500,  500
                    """)
    void isTheConfiguredTimeOrWhatIsLeft(
            Purpose purpose,
            @Nullable Long age,
            @Nullable String classes,
            long wishedPreferred,
            long wishedValid,
            boolean limited,
            boolean news,
            long preferred,
            long valid,
            long kept) {
        Request request = request(classes == null ? new String[0] : classes.split(" "));
        Lease lease = age == null ? lease(NOW, 0, 0) : lease(NOW - age, 1000, 600);
        Promises promises =
                new Promises(
                        request,
                        purpose,
                        ClientHostname.of(request, config.ddns()),
                        new Classifier(config.clientClasses()),
                        new FixedRights(Right.FULL, Right.FULL, limited));
        Promises.Promise promise =
                promises.of(
                        new IaRequest(
                                LeaseType.IA_NA,
                                IAID,
                                List.of(new Asked(ADDRESS, 128, wishedPreferred, wishedValid))),
                        new PlacedLease(lease, place(), false, age == null, Right.FULL));

        assertThat(promise)
                .isEqualTo(
                        new Promises.Promise(
                                news ? lease.renewed(NOW, kept, preferred) : lease,
                                news,
                                preferred,
                                valid));
        assertThat(promise.lease().validLifetime()).isEqualTo(kept);
    }

    @ParameterizedTest(name = "the pool was {0}")
    @CsvSource({"0, false", "7, true"})
    void aYoungLeaseIsWrittenAnewIfSomethingElseHasChanged(long formerPool, boolean isNews) {
        Request request = request();
        Lease lease = lease(NOW - 100, 1000, 600).withContext(null, formerPool);
        Promises promises =
                new Promises(
                        request,
                        Purpose.EXTEND,
                        ClientHostname.of(request, config.ddns()),
                        Classifier.NONE,
                        new FixedRights(Right.FULL, Right.FULL, false));

        Promises.Promise promise =
                promises.of(
                        new IaRequest(LeaseType.IA_NA, IAID, List.of()),
                        new PlacedLease(lease, place(), false, false, Right.FULL));

        assertThat(promise.isNews()).isEqualTo(isNews);
        assertThat(promise.lease().poolId()).isZero();
    }

    private static Lease lease(long transmission, long valid, long preferred) {
        return Lease.assigned(
                LeaseType.IA_NA, ADDRESS, 128, CLIENT, IAID, 1, transmission, valid, preferred);
    }

    private Place place() {
        Subnet subnet = config.subnets().getFirst();
        return new Place(subnet, Optional.empty(), Optional.empty());
    }

    private Request request(String... classes) {
        ClientMessage message =
                new ClientMessage(MessageType.REQUEST, 1, Options.of(new ClientIdentifier(CLIENT)));
        return DirectRequest.of(
                message,
                ActiveConfig.of(config, PacketText.duid("SERVER"), 7).senders(),
                // In this order: the first class that says something about a lifetime counts.
                new LinkedHashSet<>(List.of(classes)),
                NOW);
    }
}
