package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.loop.EventLoop;

/**
 * What ties this server to its partner, as the parts of continuity see it.
 *
 * @param settings of the pair
 * @param relationship of which it is a part
 * @param with what it needs of the server
 * @param outstanding what the partner does not know
 * @param rights what may be promised
 * @param handshake what was agreed
 * @param contact whether the partner answers
 * @param account keeps {@code outstanding}
 */
record Bond(
        HaSettings settings,
        Relationship relationship,
        ContinuitySurroundings with,
        Outstanding outstanding,
        Rights rights,
        Handshake handshake,
        Contact contact,
        Account account) {
    EventLoop loop() {
        return with.loop();
    }

    EventLog log() {
        return with.log();
    }

    UpdateNumbers numbers() {
        return with.relationship().numbers();
    }

    HaSettings.Peer peer() {
        return settings.partner().orElseThrow();
    }

    /** The partner's name. */
    String partner() {
        return peer().name();
    }

    /** True if this server's HA state is the normal one. */
    boolean isNormal() {
        return relationship.state().isNormal();
    }

    /** True if the partner answers, and its clock is known. */
    boolean isInTouch() {
        return contact.isUp()
                && handshake.partner().get().isPresent()
                && handshake.clocks().isPartnerKnown(contact.upSinceNanos());
    }

    /** True if the partner knows all but the latest. */
    boolean isDrained() {
        return account.isDrained(contact.upSinceNanos());
    }
}
