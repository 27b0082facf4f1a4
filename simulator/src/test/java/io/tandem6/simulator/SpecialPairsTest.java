package io.tandem6.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.peer.ContinuityReport;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultInjector;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.server.Variation;
import io.tandem6.simulator.server.WrittenDisk;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rules of which no fault and no client shows anything: two servers without clients. */
class SpecialPairsTest {
    private static final long SETTLED = 200;
    private static final String LEASED = "2001:db8:1::20";

    /** The first server owns it. */
    private static final String ODD = "2001:db8:1::21";

    private final World world =
            new World(
                    new Scenario(Profile.SINGLE, Rules.CONTINUITY, 1),
                    new SplittableRandom(1),
                    true);
    private final Host one = world.hosts().getFirst();
    private final Host other = world.hosts().getLast();

    @Test
    void whoSendsLeaseUpdatesAgreesWithItsPartner() {
        start();

        assertThat(world.hosts()).allMatch(host -> report(host).agreement() > 0);
        assertThat(told("TANDEM6_CONTINUITY_OFF")).isEmpty();
    }

    @Test
    void whoSendsNoLeaseUpdatesHasNoContinuityAndSaysSo() {
        changeBoth(text -> text.replace("\"mode\"", "\"send-lease-updates\": false, \"mode\""));
        start();

        assertThat(world.hosts()).allMatch(host -> host.continuity().isEmpty());
        assertThat(told("TANDEM6_CONTINUITY_OFF"))
                .hasSize(2)
                .allMatch(line -> line.contains("send-lease-updates"));
    }

    @Test
    void whatALaterReleaseWroteIsNotTouched() {
        WrittenDisk.remember(one, world.timeline(), "{ \"version\": 99 }");

        assertThatThrownBy(one::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99");
    }

    @Test
    void theNextReleaseIsAPartnerAndTheOneAfterItIsNot() {
        assertThat(Greeting.decode(greeting(Greeting.VERSION))).isPresent();
        assertThat(Greeting.decode(greeting(Greeting.VERSION + 1))).isPresent();
        assertThat(Greeting.decode(greeting(Greeting.VERSION + 2))).isEmpty();
        assertThat(Greeting.decode(greeting(Greeting.VERSION - 1))).isEmpty();
    }

    private static ObjectNode greeting(int version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", version)
                .put("server-id", "00:03:00:01:aa:00:00:00:00:01");
    }

    @Test
    void whatDiffersIsSaid() {
        start();
        assertThat(world.hosts()).noneMatch(host -> report(host).configurationsDiffer());

        other.reconfigure(world.settings().config(1, Variation.SHORTER_LEASES));
        run();
        assertThat(world.hosts()).allMatch(host -> report(host).configurationsDiffer());

        other.reconfigure(world.settings().config(1, Variation.NONE));
        run();
        assertThat(world.hosts()).noneMatch(host -> report(host).configurationsDiffer());
    }

    @Test
    void oneTextServesBothServersEachOfWhichKnowsItsName() {
        changeBoth(text -> text);

        assertThat(world.hosts())
                .allSatisfy(
                        host ->
                                assertThat(host.config().highAvailability())
                                        .extracting(HaSettings::thisServerName)
                                        .containsExactly(host.name()));
    }

    @Test
    void whoIsBackIsReadyOnlyWithWhatItsPartnerDidMeanwhile() {
        start();
        other.crash(true);
        run();
        ObjectNode added = JsonNodeFactory.instance.objectNode();
        added.put("subnet-id", 1).put("ip-address", LEASED).put("duid", "00:03:00:01:bb");
        added.put("iaid", 1).put("force", true);
        one.execute("lease6-add", added, answer -> assertThat(answer.result()).isZero());
        run();
        assertThat(one.leases()).hasSize(1);

        int before = told("syncing to ready").size();
        other.start();
        Timeline timeline = world.timeline();
        long end = timeline.now() + SETTLED * Timeline.SECOND;
        while (timeline.now() < end && told("syncing to ready").size() == before) {
            timeline.runUntil(timeline.now() + Timeline.SECOND / 1000);
        }

        assertThat(told("syncing to ready")).hasSize(before + 1);
        assertThat(other.leases()).hasSize(1);
    }

    /**
     * A partner that has lost its disk meanwhile would agree that another client may have it,
     * though it has led the former one further.
     */
    @Test
    void whatIsOverHereIsNotFreedBeforeThePartnerHasToldThatItExtendedIt() {
        start();
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("subnet-id", 1).put("ip-address", ODD).put("duid", "00:03:00:01:bb");
        lease.put("iaid", 1).put("valid-lft", SETTLED + 50).put("force", true);
        one.execute("lease6-add", lease, answer -> assertThat(answer.result()).isZero());
        run();
        Fault parted = new Fault(FaultKind.PARTITION, 0, 0, 0, 0);
        FaultInjector injector = world.injector();
        injector.begin(parted);
        lease.put("valid-lft", 10 * SETTLED);
        other.execute("lease6-update", lease, answer -> assertThat(answer.result()).isZero());
        run();

        int before = told("'server2' answers").size();
        injector.end(parted);
        Timeline timeline = world.timeline();
        while (told("'server2' answers").size() == before) {
            timeline.runUntil(timeline.now() + Timeline.SECOND / 1000);
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("remove", false);
        one.execute("leases-reclaim", all, answer -> assertThat(answer.result()).isZero());
        timeline.runUntil(timeline.now() + Timeline.SECOND / 1000);
        other.crash(true);
        other.disk().empty();
        run();

        assertThat(one.leases()).extracting(Lease::state).containsExactly(LeaseState.ASSIGNED);
    }

    private void changeBoth(UnaryOperator<String> change) {
        String text = change.apply(world.settings().text(Variation.NONE));
        for (Host host : world.hosts()) {
            host.reconfigure(config(host.name(), text));
        }
    }

    /** One text for both servers, each of which knows its name from elsewhere. */
    private static ServerConfig config(String name, String text) {
        return new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.of(name), false))
                .parse(name, text)
                .config()
                .orElseThrow();
    }

    private void start() {
        world.hosts().forEach(Host::start);
        run();
    }

    private void run() {
        Timeline timeline = world.timeline();
        timeline.runUntil(timeline.now() + SETTLED * Timeline.SECOND);
    }

    private List<String> told(String message) {
        return world.trace().lines().stream().filter(line -> line.contains(message)).toList();
    }

    private static ContinuityReport report(Host host) {
        return host.continuity().orElseThrow();
    }
}
