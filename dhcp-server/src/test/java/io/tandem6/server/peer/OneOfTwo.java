package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Continuity.Wish;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.MemoryJson;
import io.tandem6.server.continuity.Pact;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.HaState.Accord;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.service.DhcpService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A server, whose partner's part the test plays. */
final class OneOfTwo implements Relationship, EventLog {
    static final long PARTNERS_START = 5;
    private static final Duid PARTNER = Duid.parse("0003000101");

    /** What is on its disk. */
    enum Known {
        NOTHING,
        PARTNER,
        /** It does not know that the partner has confirmed the agreement. */
        UNCONFIRMED,
        AGREEMENT
    }

    final FakeLoop loop = new FakeLoop();
    final LeaseTable table = new LeaseTable();
    final FullDisk disk = new FullDisk();
    final FakeTransport transport = new FakeTransport();
    final List<LogMessage> told = new ArrayList<>();
    final List<HaEvent> events = new ArrayList<>();
    private final HaSettings settings = TestSettings.hotStandby("server1", Wish.EXPECTED);
    private final HaState state = HaState.initial(settings, moment());
    private final Terms terms = new Terms("server1", "server2", 128, 3600, List.of());
    private final List<Consumer<Boolean>> unwritten = new ArrayList<>();
    private final Known known;
    private final WatchedLeases writer = new WatchedLeases(new CommittingLeases(table, disk, loop));
    private final MemoryKeeper keeper = new MemoryKeeper(loop, new Remembered(), this);
    Continuity continuity;
    private Heartbeats heartbeats;
    private Optional<String> written = Optional.empty();
    private boolean stopped;
    private boolean writes;
    private long partnersStart = PARTNERS_START;
    private long updates;

    /**
     * It has started, and has heard nothing yet.
     *
     * @param known what it remembers of its partner
     * @param writes what it remembers from now on gets onto its disk
     * @param leases on its disk, of which it is not known whether the partner has them
     */
    OneOfTwo(Known known, boolean writes, List<Lease> leases) {
        this.known = known;
        this.writes = writes;
        leases.forEach(lease -> table.apply(new LeaseChange.Put(lease)));
        continuity = create();
        heartbeats = heartbeats();
        continuity.start();
        loop.run();
    }

    private Continuity create() {
        return new Continuity(
                settings,
                this,
                new ContinuitySurroundings(
                        new HighAvailability.Surroundings(
                                loop,
                                transport,
                                new DhcpService(loop),
                                table,
                                writer,
                                new UpdateNumbers(1),
                                new ReceivedUpdates(),
                                Duid.parse("0003000102"),
                                this),
                        new PeerCommands("server1", 0),
                        keeper,
                        () -> terms,
                        () -> "",
                        () -> true));
    }

    private Heartbeats heartbeats() {
        return new Heartbeats(
                loop,
                transport,
                new PeerCommands("server1", 0),
                this,
                new ReceivedUpdates(),
                this,
                Optional.of(continuity));
    }

    /** The relationship ends. */
    void stop() {
        stopped = true;
        continuity.stop();
    }

    /** Another one takes its place, as after a change of the configuration. */
    void replace() {
        Continuity next = create();
        stop();
        stopped = false;
        continuity = next;
        heartbeats = heartbeats();
        continuity.start();
        loop.run();
    }

    private final class Remembered implements ContinuityFile {
        @Override
        public Optional<String> load() {
            return Optional.of(
                    MemoryJson.encode(
                            new Memory(
                                    1,
                                    loop.epochSecond(),
                                    Set.of(),
                                    known == Known.NOTHING
                                            ? Optional.empty()
                                            : Optional.of(PARTNER),
                                    agreement(),
                                    Optional.empty(),
                                    PARTNERS_START,
                                    0,
                                    0,
                                    false,
                                    0,
                                    0,
                                    OptionalLong.empty(),
                                    0,
                                    terms.mcltSeconds(),
                                    0,
                                    0,
                                    OptionalLong.empty())));
        }

        private Optional<Pact> agreement() {
            return switch (known) {
                case NOTHING, PARTNER -> Optional.empty();
                case UNCONFIRMED -> Optional.of(new Pact(1, terms, false));
                case AGREEMENT -> Optional.of(new Pact(1, terms, true));
            };
        }

        @Override
        public void store(String content, Consumer<Boolean> done) {
            Consumer<Boolean> end =
                    successful -> {
                        written = successful ? Optional.of(content) : written;
                        done.accept(successful);
                    };
            if (writes) {
                end.accept(true);
            } else {
                unwritten.add(end);
            }
        }
    }

    /** What is on its disk of what it remembered since it started. */
    Memory written() {
        return switch (MemoryJson.decode(written.orElseThrow())) {
            case MemoryJson.Decoded.Ok(Memory memory) -> memory;
            case MemoryJson.Decoded other -> throw new AssertionError(other);
        };
    }

    /** What it remembered gets onto its disk after all. */
    void write() {
        writes = true;
        endWriting(true);
    }

    /** Its disk is full until now. */
    void writeLater() {
        endWriting(false);
        writes = true;
        loop.advance(Duration.ofSeconds(2));
    }

    private void endWriting(boolean successful) {
        List<Consumer<Boolean>> ended = List.copyOf(unwritten);
        unwritten.clear();
        ended.forEach(end -> end.accept(successful));
        loop.run();
    }

    /** What a partner says that knows all and has said all. */
    ObjectNode greeting() {
        ObjectNode greeting = JsonNodeFactory.instance.objectNode();
        greeting.put("version", Greeting.VERSION).put("server-id", PARTNER.toString());
        greeting.put("incarnation", partnersStart).put("terms", terms.hash());
        greeting.putObject("current")
                .put("number", 1)
                .put("terms", terms.hash())
                .put("confirmed", true);
        greeting.put("normal", true).put("drained", true).put("idle", true).put("storing", true);
        greeting.set("settled", new UpdateNumber(partnersStart, updates).encode());
        greeting.put("clock", loop.now().toEpochMilli()).put("monotonic", loop.millis());
        return greeting;
    }

    /** The partner ends and is started again. */
    void partnerRestarts() {
        partnersStart++;
        updates = 0;
    }

    /** The partner answers a heartbeat. */
    void hear(JsonNode greeting) {
        hear(greeting, Duration.ZERO);
    }

    /** The partner answers at once, but the answer comes late. */
    void hear(JsonNode greeting, Duration travel) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set(Greeting.KEY, greeting);
        continuity
                .hearing()
                .heardAnswer(
                        HeardAnswer.decode(arguments),
                        loop.nanoTimeWithSuspend() - travel.toNanos());
        loop.run();
    }

    /** The partner sends a heartbeat. */
    void hearAsking(JsonNode greeting) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set(Greeting.KEY, greeting);
        continuity.hearing().heardRequest(arguments);
        loop.run();
    }

    /** It asks its partner, which answers with this greeting, if with any. */
    void ask(Optional<JsonNode> greeting) {
        ask(greeting, () -> {});
    }

    /** The same, with something that happens before the answer is here. */
    void ask(Optional<JsonNode> greeting, Runnable meanwhile) {
        heartbeats.send(settings.partner().orElseThrow());
        meanwhile.run();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("state", "hot-standby").put("date-time", "Tue, 14 Nov 2023 22:13:20 GMT");
        greeting.ifPresent(said -> arguments.set(Greeting.KEY, said));
        transport.answer("[{'result': 0, 'arguments': %s}]".formatted(arguments));
        loop.run();
    }

    /** Time passes in which the partner answers. */
    void stayInTouch(Duration time) {
        long end = loop.millis() + time.toMillis();
        while (loop.millis() < end) {
            loop.advance(Duration.ofMillis(200));
            hear(greeting());
        }
    }

    /** The partner sends a lease. */
    ControlResponse receiveLease(JsonNode lease) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.putArray("leases").add(lease);
        return receive(arguments);
    }

    /** The partner sends an update, to which this adds its number. */
    ControlResponse receive(ObjectNode arguments) {
        arguments.set("update-number", new UpdateNumber(partnersStart, ++updates).encode());
        List<ControlResponse> answers = new ArrayList<>();
        continuity.receive("server2", arguments, answers::add);
        loop.run();
        return answers.getFirst();
    }

    /** What the state machine was told last. */
    Accord accord() {
        return events.stream()
                .map(event -> event instanceof HaEvent.AccordChanged e ? e.accord() : Accord.NONE)
                .reduce(Accord.NONE, (former, latter) -> latter);
    }

    @Override
    public HaState state() {
        return state;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public Moment moment() {
        return new Moment(loop.millis(), loop.now());
    }

    @Override
    public void askPartner(Duration timeout, Consumer<PeerResult> answered) {}

    @Override
    public void handle(HaEvent event) {
        events.add(event);
    }

    @Override
    public void log(LogMessage message, Object... arguments) {
        told.add(message);
    }
}
