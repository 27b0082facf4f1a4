package io.tandem6.server.peer;

/**
 * What one server owns passes to the other: by its own word, as in maintenance, or by the
 * operator's, who says that it is off.
 */
final class TakeOver {
    private final Bond bond;
    private final Runnable changed;

    /**
     * Begins with what is remembered.
     *
     * @param changed looks at what may be promised from then on
     */
    TakeOver(Bond bond, Runnable changed) {
        this.bond = bond;
        this.changed = changed;
    }

    /**
     * What becomes of the partner's half.
     *
     * @param seconds after which it may be used
     * @param obstacle why it may not, empty if it may
     */
    record Confirmation(long seconds, String obstacle) {}

    /**
     * An operator says that the partner is off.
     *
     * @return seconds after which its half may be used, or why not
     */
    Confirmation confirmPartnerDown() {
        if (!bond.handshake().isAcquainted()) {
            bond.handshake().becomeAcquainted();
            changed.run();
            return new Confirmation(0, "");
        }
        if (!bond.handshake().isInForce()) {
            return new Confirmation(0, "there is no agreement with the partner");
        }
        if (bond.contact().isUp()) {
            return new Confirmation(0, "the partner answers");
        }
        byThis();
        return new Confirmation(bond.handshake().memory().mcltMax(), "");
    }

    /** The partner has handed over, or an operator says that it is off. */
    void byThis() {
        if (bond.handshake().memory().current().isPresent()) {
            bond.handshake().takeOver(bond.loop().epochSecond());
            changed.run();
        }
    }

    /** The partner takes over; {@code done} runs when that is on disk. */
    void byPartner(Runnable done) {
        if (bond.handshake().isInForce()) {
            bond.handshake().handOver(done);
            changed.run();
        } else {
            done.run();
        }
    }
}
