package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.control.Command;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.ThreadedEventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.wire.WireWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers with all their rules, on one database, in a pool that is nearly full. */
class SharedDatabaseTest {
    private static final int ADDRESSES = 160;
    private static final int CLIENTS = 158;
    private static final Endpoint MULTICAST =
            new Endpoint("eth0", 1, Ipv6Address.parse("ff02::1:2"));

    private final BlockingQueue<ClientMessage> replies = new LinkedBlockingQueue<>();

    /** One of the servers. */
    private final class Server implements AutoCloseable {
        private final Duid id;
        private final ThreadedEventLoop loop =
                new ThreadedEventLoop(Clock.systemUTC(), Throwable::printStackTrace);
        private final LeaseTable table = new LeaseTable();
        private final RecordedEvents events = new RecordedEvents();
        private final SqlLeaseStore store;
        private final ServerNode node;

        Server(TestDatabase database, String id) throws Exception {
            this.id = Duid.parse(id);
            LeaseDatabase configured = database.configured();
            store =
                    SqlLeaseStore.open(
                            new SqlSettings(configured, 1000, 1),
                            EventLog.SILENT,
                            lease -> table.apply(LeaseChange.of(lease)));
            node =
                    new ServerNode(
                            config(),
                            // Both begin to search at the same places.
                            new ServerNode.Identity(this.id, 1, 1, ReplyPorts.STANDARD),
                            table,
                            new ServerNode.Ports(
                                    loop,
                                    store,
                                    (payload, destination, port, via) -> answered(payload),
                                    (peer, command, timeout, done) -> {},
                                    ContinuityFile.NONE,
                                    events,
                                    lease -> {},
                                    EventLog.SILENT));
            loop.start();
        }

        void receive(ClientMessage message) {
            WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);
            assertThat(PacketCodec.encode(message, out)).isTrue();
            node.received(
                    new Datagram(out.toByteArray(), Ipv6Address.parse("fe80::c"), 546, MULTICAST));
        }

        /** What the statistics say of how many addresses are given; after the loop has ended. */
        long assigned() {
            Command all =
                    node.commands().stream()
                            .filter(c -> c.name().equals("statistic-get-all"))
                            .findFirst()
                            .orElseThrow();
            List<ControlResponse> answers = new ArrayList<>();
            all.execute(new ControlRequest(all.name(), null), answers::add);
            return answers.getFirst()
                    .arguments()
                    .path("subnet[1].assigned-nas")
                    .path(0)
                    .path(0)
                    .longValue();
        }

        @Override
        public void close() {
            loop.close();
            store.close();
        }
    }

    private static ServerConfig config() {
        String text =
                """
                { "Dhcp6": { "lease-database": { "type": "memfile", "persist": false },
                    "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                        "pools": [ { "pool": "2001:db8:1::1:0-2001:db8:1::1:%x" } ] } ] } }
                """
                        .formatted(ADDRESSES - 1);
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                .parse("test", text)
                .config()
                .orElseThrow();
    }

    private void answered(byte[] payload) {
        if (PacketCodec.decode(payload, 0, payload.length) instanceof Decoded.Ok ok) {
            replies.add(ok.packet().innermost());
        }
    }

    private static ClientMessage message(
            int type, int client, Optional<Duid> server, Optional<Ipv6Address> address) {
        Options.Builder held = Options.builder();
        address.ifPresent(a -> held.add(new IaAddress(a, 0, 0, Options.EMPTY)));
        Options.Builder options =
                Options.builder()
                        .add(new ClientIdentifier(duid(client)))
                        .add(new IaNa(new Iaid(1), 0, 0, held.build()));
        server.ifPresent(id -> options.add(new ServerIdentifier(id)));
        return new ClientMessage(type, client, options.build());
    }

    private static Duid duid(int client) {
        return Duid.parse("00030001%012x".formatted(client));
    }

    private Map<Duid, Ipv6Address> addresses(int count) throws InterruptedException {
        List<ClientMessage> heard = new ArrayList<>();
        while (heard.size() < count) {
            ClientMessage reply = replies.poll(20, TimeUnit.SECONDS);
            assertThat(reply).as("reply %d of %d", heard.size() + 1, count).isNotNull();
            heard.add(reply);
        }
        return heard.stream()
                .collect(
                        Collectors.toMap(
                                reply -> reply.options().clientId().orElseThrow(),
                                reply ->
                                        reply.options()
                                                .iaNas()
                                                .getFirst()
                                                .options()
                                                .addresses()
                                                .getFirst()
                                                .address()));
    }

    private void share(TestDatabase database) throws Exception {
        try (Server one = new Server(database, "000300010200000000aa");
                Server two = new Server(database, "000300010200000000bb")) {
            for (int client = 1; client <= CLIENTS; client++) {
                Server server = client % 2 == 0 ? one : two;
                server.receive(
                        message(
                                MessageType.REQUEST,
                                client,
                                Optional.of(server.id),
                                Optional.empty()));
            }
            Map<Duid, Ipv6Address> given = addresses(CLIENTS);
            assertThat(new HashSet<>(given.values())).as("each its own").hasSize(CLIENTS);
            assertThat(database.ask("SELECT COUNT(*) FROM lease6")).isEqualTo("" + CLIENTS);

            for (int client = 1; client <= CLIENTS; client++) {
                Server other = client % 2 == 0 ? two : one;
                other.receive(
                        message(
                                MessageType.REBIND,
                                client,
                                Optional.empty(),
                                Optional.of(given.get(duid(client)))));
            }
            assertThat(addresses(CLIENTS)).as("whoever is asked").isEqualTo(given);
            assertThat(database.ask("SELECT COUNT(*) FROM lease6")).isEqualTo("" + CLIENTS);
            one.close();
            two.close();
            // Each extended what the other had given, and so knows of all.
            assertThat(one.assigned()).isEqualTo(CLIENTS);
            assertThat(two.assigned()).isEqualTo(CLIENTS);
            assertThat(one.events.list).noneMatch(event -> event.startsWith("dropped"));
            assertThat(two.events.list).noneMatch(event -> event.startsWith("dropped"));
        }
    }

    @Test
    void noAddressIsGivenTwiceOnPostgresql() throws Exception {
        share(PostgresServer.database().create("shared"));
    }

    @Test
    @Tag("mariadb")
    void noAddressIsGivenTwiceOnMysql() throws Exception {
        share(MariaDbServer.database().create("shared"));
    }
}
