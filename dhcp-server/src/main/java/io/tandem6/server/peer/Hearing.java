package io.tandem6.server.peer;

import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Unreachable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the partner says of continuity, in its own heartbeats and in its answers to this server's,
 * and what follows from that for the parts of continuity. Event loop only.
 */
final class Hearing {
    private final Bond bond;
    private final UpdateReceiver receiver;
    private final JumpWatch jumps;
    private final Consequences consequences;
    private String misunderstood = "";

    Hearing(Bond bond, UpdateReceiver receiver, JumpWatch jumps, Consequences consequences) {
        this.bond = bond;
        this.receiver = receiver;
        this.jumps = jumps;
        this.consequences = consequences;
    }

    /** What came of any question to the partner, and what was understood of its answer. */
    HeardAnswer judge(PeerResult result, long sentNanos) {
        HeardAnswer heard =
                switch (result) {
                    case Answer answer -> understood(answer.arguments());
                    case Unreachable ignored -> HeardAnswer.NONE;
                };
        if (heard.objection().isEmpty()) {
            bond.contact().judge(result, sentNanos);
        }
        return heard;
    }

    /**
     * Reads the partner's answer. A greeting of which nothing is understood, as of a much later
     * release, ends no agreement: what was promised by it still holds, and the answer counts as
     * none. Where none was made the two have Kea's rules in common, and keep to them.
     */
    private HeardAnswer understood(@Nullable JsonNode arguments) {
        HeardAnswer heard = HeardAnswer.decode(arguments);
        report(heard.objection().orElse(""));
        boolean needsGreeting =
                bond.handshake().memory().current().isPresent() || !bond.handshake().isAcquainted();
        return heard.objection().isPresent() && !needsGreeting ? heard.asFromKea() : heard;
    }

    private void report(String objection) {
        if (!objection.isEmpty() && !objection.equals(misunderstood)) {
            bond.log().log(HaMessage.TANDEM6_GREETING_NOT_UNDERSTOOD, bond.partner(), objection);
        }
        misunderstood = objection;
    }

    /** The partner's heartbeat. */
    void heardRequest(JsonNode arguments) {
        Greeting.decode(arguments.path(Greeting.KEY))
                .ifPresent(
                        greeting -> {
                            bond.contact().start();
                            heard(greeting, false);
                            if (Reconciliation.isAllWanted(arguments)) {
                                tellAll();
                            }
                            consequences.step();
                        });
    }

    /** A partner that has started again had on its disk whatever it had acknowledged before. */
    private void heard(Greeting greeting, boolean fresh) {
        Handshake handshake = bond.handshake();
        long former = handshake.memory().partnerIncarnation();
        handshake.heard(greeting, consequences.self(), fresh);
        if (!handshake.isGreeted(former)) {
            bond.outstanding().seen(bond.numbers().last().sequence());
        }
        // An answer says as much to any Tandem6 ("settled-update"), a request only here.
        greeting.settled()
                .filter(number -> handshake.isGreeted(number.incarnation()))
                .ifPresent(number -> receiver.settled(bond.partner(), number));
    }

    /** It knows the holders as before, unless that was in doubt already. */
    private void tellAll() {
        if (bond.handshake().isInForce()) {
            bond.log().log(HaMessage.TANDEM6_ALL_LEASES_WANTED, bond.partner());
            bond.account().beginAgain();
        }
    }

    /** The partner's answer to a heartbeat, before the state machine hears of it. */
    void heardAnswer(HeardAnswer answer, long sentNanos) {
        bond.handshake().becomeAcquainted();
        if (answer.greeting().isEmpty()) {
            partnerIsKea();
            return;
        }
        Greeting greeting = answer.greeting().get();
        bond.contact().start();
        bond.handshake().clocks().compare(greeting, sentNanos);
        jumps.lookBack();
        heard(greeting, true);
        noteSeen(greeting);
        if (!answer.stepsBack()) {
            bond.handshake().partnerIsBack(bond.isDrained());
        }
        bond.contact().heard();
        consequences.step();
    }

    /** While an update of the partner's is on its way it may have been written before that. */
    private void noteSeen(Greeting greeting) {
        if (greeting.idle()) {
            greeting.seen()
                    .filter(seen -> seen.incarnation() == bond.numbers().incarnation())
                    .ifPresent(seen -> bond.outstanding().seen(seen.sequence()));
        }
    }

    private void partnerIsKea() {
        bond.handshake().partner().isKeas();
        bond.contact().stop();
        if (bond.handshake().memory().current().isPresent()) {
            bond.log().log(HaMessage.TANDEM6_CONTINUITY_ENDED, bond.partner());
            bond.handshake().endAgreement();
            consequences.endAccount();
            consequences.stand();
            bond.relationship().handle(new HaEvent.ResetRequested(bond.relationship().moment()));
        } else if (bond.account().isKept()) {
            consequences.endAccount();
        }
    }
}
