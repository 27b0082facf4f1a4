package io.tandem6.server.fuzz;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.log.EventLog;
import io.tandem6.message.Decoded;
import io.tandem6.message.Packet;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.MapLeases;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.pipeline.PacketPipeline;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.wire.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The whole way of a packet, with leases that are the same for every packet. */
final class FuzzPipeline {
    /** The server's DUID, for the seeds of the corpus. */
    static final String SERVER_ID = "00030001aa0000000001";

    private static final Duid CLIENT = Duid.parse("000300010c0102030405");
    private static final Endpoint LINK = new Endpoint("eth0", 2, Ipv6Address.parse("ff02::1:2"));
    private static final ActiveConfig RULES =
            ActiveConfig.of(FuzzNode.config("/fuzz/packets.json"), Duid.parse(SERVER_ID), 42);

    private FuzzPipeline() {}

    /** Handles a datagram; throws if it, or what is sent because of it, breaks a promise. */
    static void handle(byte[] datagram) {
        roundTrip(datagram);
        RecordedEvents events = new RecordedEvents();
        SentDatagrams sent = new SentDatagrams();
        FakeLoop loop = new FakeLoop();
        ConstantLeases leases = new ConstantLeases();
        PacketPipeline pipeline =
                new PacketPipeline(
                        loop,
                        RULES,
                        query -> new ServiceGate.Serve(Set.of()),
                        leases,
                        LeaseRights.ALL,
                        leases,
                        Replicator.NONE,
                        sent,
                        ReplyPorts.STANDARD,
                        events,
                        EventLog.SILENT);
        pipeline.received(new Datagram(datagram, Ipv6Address.parse("fe80::c"), 546, LINK), 0);
        loop.run();
        long outcomes =
                events.list.stream()
                                .filter(e -> e.startsWith("dropped") || e.startsWith("replied"))
                                .count()
                        + events.list.stream().filter(e -> e.startsWith("malformed")).count();
        if (outcomes != 1) {
            throw new AssertionError("a packet has one fate: " + events.list);
        }
        if (sent.list.size() > 1) {
            throw new AssertionError("more than one answer: " + sent.list);
        }
    }

    /** What can be read can be written, is not longer then, and means the same. */
    private static void roundTrip(byte[] datagram) {
        if (PacketCodec.decode(datagram, 0, datagram.length) instanceof Decoded.Ok ok) {
            byte[] once = encoded(ok.packet());
            if (!(PacketCodec.decode(once, 0, once.length) instanceof Decoded.Ok again)) {
                throw new AssertionError("what was encoded is malformed");
            }
            if (once.length > datagram.length || !Arrays.equals(once, encoded(again.packet()))) {
                throw new AssertionError("encoding is not stable");
            }
        }
    }

    private static byte[] encoded(Packet packet) {
        WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);
        if (!PacketCodec.encode(packet, out)) {
            throw new AssertionError("what was decoded cannot be encoded");
        }
        return out.toByteArray();
    }

    /** Says that all is durable and forgets it, so that each packet finds the same leases. */
    private static final class ConstantLeases extends MapLeases {
        ConstantLeases() {
            put(lease(LeaseType.IA_NA, "2001:db8:1::100", 128, LeaseState.ASSIGNED, 1000));
            put(lease(LeaseType.IA_NA, "2001:db8:1::101", 128, LeaseState.DECLINED, 1000));
            put(lease(LeaseType.IA_NA, "2001:db8:1::102", 128, LeaseState.ASSIGNED, 99_000));
            put(lease(LeaseType.IA_PD, "2001:db8:8000::", 56, LeaseState.ASSIGNED, 1000));
        }

        private static Lease lease(
                LeaseType type, String address, int length, LeaseState state, long age) {
            return new Lease(
                    type,
                    Ipv6Address.parse(address),
                    length,
                    CLIENT,
                    new Iaid(1),
                    1,
                    FakeLoop.NOW - age,
                    4000,
                    3000,
                    state,
                    false,
                    false,
                    "",
                    null,
                    null,
                    0);
        }

        @Override
        public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
            done.accept(new LeaseStore.Outcome.Durable(new ChangePosition(1, 1)));
        }
    }
}
