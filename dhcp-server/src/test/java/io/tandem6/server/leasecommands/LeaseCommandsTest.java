package io.tandem6.server.leasecommands;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.ClassGuard;
import io.tandem6.config.DdnsSettings;
import io.tandem6.config.LeasePolicy;
import io.tandem6.config.Lifetimes;
import io.tandem6.config.ReservationMode;
import io.tandem6.config.Subnet;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.control.Command;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.ReceivedUpdates;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LeaseCommandsTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final List<Subnet> SUBNETS =
            List.of(subnet(1, "2001:db8:1::/64"), subnet(2, "2001:db8:2::/64"));

    private final FakeLoop loop = new FakeLoop(1_800_000_000L);
    private final LeaseTable table = new LeaseTable();

    private static Subnet subnet(long id, String prefix) {
        return new Subnet(
                id,
                Ipv6Prefix.parse(prefix),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                new Lifetimes(
                        Lifetimes.Triplet.fixed(7200),
                        Lifetimes.Triplet.fixed(3600),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        true,
                        0.5,
                        0.8),
                false,
                ClassGuard.OPEN,
                List.of(),
                List.of(),
                LeasePolicy.DEFAULT,
                ReservationMode.DEFAULT,
                List.of(),
                DdnsSettings.OFF,
                Optional.empty());
    }

    private Map<String, Command> commands(LeaseStore store) {
        return commands(store, Consent.ALWAYS);
    }

    private Map<String, Command> commands(LeaseStore store, Consent consent) {
        CommittingLeases writer = new CommittingLeases(table, store, loop);
        return LeaseCommands.all(
                        table,
                        new LeaseCommands.Operators(writer, writer, consent),
                        new CommittingLeases(table, store, loop),
                        loop,
                        new ReceivedUpdates(),
                        PartnerUpdates.NONE,
                        () -> SUBNETS,
                        ControlResponse.CONFLICT)
                .stream()
                .collect(Collectors.toMap(Command::name, Function.identity()));
    }

    @Test
    void whatIsAgainstAChangeIsSaidUnlessTheOperatorInsists() {
        List<String> forced = new ArrayList<>();
        Consent consent =
                new Consent() {
                    @Override
                    public Optional<String> objection(List<LeaseChange> changes) {
                        return Optional.of(changes.size() + " in use");
                    }

                    @Override
                    public List<LeaseChange> displaced(List<LeaseChange> changes) {
                        return List.of(new LeaseChange.Delete(leaseNumber(3)));
                    }

                    @Override
                    public void forced(String command, String objection) {
                        forced.add(command + ": " + objection);
                    }
                };
        Map<String, Command> commands = commands(new InMemoryLeaseStore(1), consent);
        table.apply(new LeaseChange.Put(leaseNumber(1)));
        table.apply(new LeaseChange.Put(leaseNumber(2)));
        table.apply(new LeaseChange.Put(leaseNumber(3)));
        String address = leaseNumber(1).address().toString();
        ObjectNode one = JsonNodeFactory.instance.objectNode().put("ip-address", address);
        ObjectNode all = JsonNodeFactory.instance.objectNode();

        assertThat(answer(commands, "lease6-del", one).result())
                .isEqualTo(ControlResponse.CONFLICT);
        assertThat(answer(commands, "lease6-wipe", null).text())
                .isEqualTo("3 in use; 'force': true does it all the same");
        assertThat(table.find(leaseNumber(1).address())).isNotNull();
        assertThat(forced).isEmpty();

        assertThat(answer(commands, "lease6-del", one.put("force", true)).result()).isZero();
        assertThat(table.find(leaseNumber(3).address())).as("what overlaps it").isNull();
        assertThat(answer(commands, "lease6-wipe", all.put("force", true)).result()).isZero();
        assertThat(table.find(leaseNumber(2).address())).isNull();
        assertThat(forced).containsExactly("lease6-del: 1 in use", "lease6-wipe: 1 in use");
    }

    private ControlResponse answer(
            Map<String, Command> commands, String name, @Nullable ObjectNode arguments) {
        List<ControlResponse> answers = new ArrayList<>();
        commands.get(name).execute(new ControlRequest(name, arguments), answers::add);
        loop.run();
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    @Test
    void manyLeasesAreListedInStepsBetweenWhichTheyMayChange() {
        for (int i = 0; i < 2 * LeaseListing.STEP + 10; i++) {
            table.apply(new LeaseChange.Put(leaseNumber(2 * i)));
        }
        Map<String, Command> commands = commands(new InMemoryLeaseStore(1));
        List<ControlResponse> answers = new ArrayList<>();
        commands.get("lease6-get-all")
                .execute(new ControlRequest("lease6-get-all", null), answers::add);
        assertThat(answers).as("the first step is not the last").isEmpty();
        table.apply(new LeaseChange.Delete(leaseNumber(0)));
        table.apply(new LeaseChange.Put(leaseNumber(2 * LeaseListing.STEP + 1)));
        loop.run();
        assertThat(answers).hasSize(1);
        List<String> listed =
                answers.getFirst()
                        .arguments()
                        .get("leases")
                        .valueStream()
                        .map(lease -> lease.get("ip-address").stringValue())
                        .toList();
        assertThat(listed).hasSize(2 * LeaseListing.STEP + 11).doesNotHaveDuplicates();
        answers.clear();
        ObjectNode page = MAPPER.createObjectNode();
        page.put("from", listed.get(4)).put("limit", LeaseListing.STEP + 1);
        commands.get("lease6-get-page")
                .execute(new ControlRequest("lease6-get-page", page), answers::add);
        loop.run();
        assertThat(answers.getFirst().arguments().get("count").intValue())
                .isEqualTo(LeaseListing.STEP + 1);
        assertThat(answers.getFirst().arguments().at("/leases/0/ip-address").stringValue())
                .isEqualTo(listed.get(5));
    }

    private static Lease leaseNumber(int number) {
        return Lease.assigned(
                LeaseType.IA_NA,
                Ipv6Address.parse("2001:db8:1::").plus(number),
                128,
                Duid.parse("00:03:00:01"),
                new Iaid(number),
                1,
                1_800_000_000L,
                100,
                50);
    }

    static Stream<Arguments> conversations() throws Exception {
        try (InputStream in = LeaseCommandsTest.class.getResourceAsStream("commands.json")) {
            return MAPPER.readTree(Objects.requireNonNull(in))
                    .valueStream()
                    .map(c -> Arguments.of(c.get("name").stringValue(), c));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void answersAreThoseOfTheConversation(String name, JsonNode conversation) throws Exception {
        Map<String, Command> commands = commands(new InMemoryLeaseStore(1));
        LeaseArguments reader =
                new LeaseArguments(new ConfiguredSubnets(() -> SUBNETS), loop.epochSecond());
        for (JsonNode lease : conversation.path("leases")) {
            table.apply(new LeaseChange.Put(reader.read(lease)));
        }
        for (JsonNode step : conversation.get("steps")) {
            List<ControlResponse> answers = new ArrayList<>();
            commands.get(step.get("command").stringValue())
                    .execute(
                            new ControlRequest(
                                    step.get("command").stringValue(), step.get("arguments")),
                            answers::add);
            loop.run();
            assertThat(answers).as(step.toString()).hasSize(1);
            check(step, answers.getFirst());
        }
        if (conversation.has("then")) {
            ArrayNode left = MAPPER.createArrayNode();
            table.forEach(lease -> left.add(LeaseJson.toAnswer(lease)));
            assertThat(reread(left)).isEqualTo(reread(conversation.get("then")));
        }
    }

    private static void check(JsonNode step, ControlResponse answer) {
        ObjectNode whole = MAPPER.createObjectNode();
        whole.put("result", answer.result()).put("text", answer.text());
        JsonNode arguments = answer.arguments();
        if (step.has("found")) {
            assertThat(arguments.get("leases").valueStream())
                    .extracting(lease -> lease.get("ip-address"))
                    .containsExactlyElementsOf(step.get("found").valueStream().toList());
            boolean page = step.get("command").stringValue().equals("lease6-get-page");
            assertThat(arguments.path("count").asInt(-1))
                    .isEqualTo(page ? step.get("found").size() : -1);
        } else if (arguments != null) {
            whole.set("arguments", arguments);
        }
        assertThat(reread(whole)).as(step.toString()).isEqualTo(reread(step.get("answer")));
    }

    /** As a client sees it: whether a number was an int or a long is no difference. */
    private static JsonNode reread(JsonNode node) {
        return MAPPER.readTree(node.toString());
    }

    @Test
    void aChangeIsAnsweredOnlyOnceItIsDurable() {
        List<LeaseStore.Committed> waiting = new ArrayList<>();
        LeaseStore slow =
                new LeaseStore() {
                    @Override
                    public void commit(List<LeaseChange> changes, Committed committed) {
                        waiting.add(committed);
                    }

                    @Override
                    public void close() {}
                };
        List<ControlResponse> answers = new ArrayList<>();
        commands(slow)
                .get("lease6-add")
                .execute(
                        new ControlRequest(
                                "lease6-add",
                                MAPPER.readTree(
                                        """
                                        {"ip-address": "2001:db8:1::a", "duid": "000102", "iaid": 1}
                                        """)),
                        answers::add);
        loop.run();
        assertThat(answers).isEmpty();
        waiting.getFirst().completed(new LeaseStore.Outcome.Failed("disk full"));
        loop.run();
        assertThat(answers)
                .containsExactly(
                        ControlResponse.error(
                                "the change could not be written to the lease database: disk full"));
    }
}
