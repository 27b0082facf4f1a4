package io.tandem6.server.peer;

import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.Pact;

/**
 * How continuity with the partner is, for those who watch.
 *
 * @param inForce both servers have confirmed an agreement
 * @param agreement its number, 0 without one
 * @param contact the partner answers
 * @param reconciled both servers know all of each other
 * @param outstanding addresses that are noted as not known to the partner
 * @param handedOver the partner may use this server's half
 * @param holding this server may use the partner's half
 * @param behind this server has forgotten what it did before
 * @param configurationsDiffer the partner answers clients by another configuration
 * @param skewSeconds by which the partner's clock is ahead, 0 if that is not known
 */
public record ContinuityReport(
        boolean inForce,
        long agreement,
        boolean contact,
        boolean reconciled,
        long outstanding,
        boolean handedOver,
        boolean holding,
        boolean behind,
        boolean configurationsDiffer,
        long skewSeconds) {
    static ContinuityReport of(Bond bond, boolean reconciled) {
        Handshake handshake = bond.handshake();
        Memory memory = handshake.memory();
        return new ContinuityReport(
                handshake.isInForce(),
                memory.current().map(Pact::number).orElse(0L),
                bond.contact().isUp(),
                reconciled,
                bond.outstanding().size(),
                memory.handedOver(),
                memory.holding(),
                memory.behind(),
                handshake.configurationsDiffer(),
                bond.relationship().state().partner().clockSkewSeconds());
    }
}
