package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.fuzz.FuzzNode;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * What a partner answers: heartbeats, pages of leases, acknowledgements of updates, refusals. A
 * server is driven with them from its start into whatever state they lead to.
 */
public final class PeerAnswerFuzz {
    private static final int HTTP_OK = 200;

    /** Enough to come from the start into any state and out of it again. */
    private static final int STEPS_MAX = 12;

    /** A Request for an address, with the server's DUID. */
    private static final byte[] REQUEST =
            HexFormat.of()
                    .parseHex(
                            "03000001"
                                    + "0001000a000300010c0102030405"
                                    + "0002000a00030001aa0000000001"
                                    + "0003000c000000010000000000000000"
                                    + "000800020000");

    private PeerAnswerFuzz() {}

    /**
     * The input is a line for each answer. If it begins with {@code !}, a server gets them in the
     * order in which it sends its commands, which takes longer and therefore ends after {@value
     * #STEPS_MAX} messages of a client; an empty line is a command without an answer then, and so
     * is every command after the last line. Otherwise each answer is read as what it may be an
     * answer to.
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Lines lines = new Lines(input);
        if (input.length > 0 && input[0] == '!') {
            lines.at = 1;
            drive(lines);
            return;
        }
        while (lines.remain()) {
            read(lines.next());
        }
    }

    private static void read(PeerResult result) {
        UpdateVerdict.of(result);
        if (!(result instanceof PeerResult.Answer answer)) {
            return;
        }
        HeartbeatAnswer.settled(answer.arguments());
        try {
            HeartbeatAnswer.decode(answer.arguments());
        } catch (HeartbeatAnswer.MalformedException e) {
            if (e.reason().isBlank()) {
                throw new AssertionError("malformed without a reason");
            }
        }
        if (answer.arguments() != null) {
            answer.arguments().path("leases").forEach(PeerAnswerFuzz::readLease);
        }
    }

    private static void readLease(JsonNode node) {
        Lease lease;
        try {
            lease = LeaseJson.fromPage(node);
        } catch (LeaseJson.LeaseFormatException e) {
            return;
        }
        try {
            Lease again = LeaseJson.fromPage(LeaseJson.toAnswer(lease));
            if (!again.address().equals(lease.address()) || again.state() != lease.state()) {
                throw new AssertionError(lease + " became " + again);
            }
        } catch (LeaseJson.LeaseFormatException e) {
            throw new AssertionError("unreadable for others: " + lease, e);
        }
    }

    private static void drive(Lines lines) {
        FuzzNode server = new FuzzNode(lines);
        for (int step = 0; step < STEPS_MAX && lines.remain(); step++) {
            int before = lines.at;
            server.advanceSeconds(10);
            server.received(REQUEST);
            server.advanceSeconds(1);
            if (lines.at == before) {
                // In a state in which the partner is not asked any more.
                return;
            }
        }
        server.advanceSeconds(30);
    }

    private static final class Lines implements FuzzNode.Partner {
        private final byte[] input;
        private int at;

        Lines(byte[] input) {
            this.input = input;
        }

        boolean remain() {
            return at < input.length;
        }

        @Override
        public PeerResult next() {
            int from = Math.min(at, input.length);
            while (at < input.length && input[at] != '\n') {
                at++;
            }
            byte[] line = Arrays.copyOfRange(input, from, at);
            at++;
            return line.length == 0
                    ? new PeerResult.Unreachable(PeerResult.Cause.TIMEOUT, "no answer")
                    : AnswerReader.read(HTTP_OK, line);
        }
    }
}
