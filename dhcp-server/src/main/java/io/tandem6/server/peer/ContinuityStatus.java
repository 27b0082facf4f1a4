package io.tandem6.server.peer;

import io.tandem6.server.continuity.Memory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code status-get} says of continuity, for which Kea has no keys. */
final class ContinuityStatus {
    private ContinuityStatus() {}

    /**
     * The map.
     *
     * @param reconciled both servers know all of each other
     */
    static ObjectNode of(Bond bond, boolean reconciled) {
        Handshake handshake = bond.handshake();
        Memory memory = handshake.memory();
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("in-force", handshake.isInForce());
        memory.current()
                .ifPresent(
                        pact -> {
                            status.put("agreement", pact.number());
                            status.put("mclt", pact.terms().mcltSeconds());
                            status.put("split", pact.terms().split());
                            status.put(
                                    "terms-differ",
                                    !pact.terms().equals(bond.with().terms().get()));
                        });
        status.put("behind", memory.behind());
        status.put("partner-behind", memory.partnerBehind() != 0);
        status.put("handed-over", memory.handedOver());
        memory.takenOverAt().ifPresent(at -> status.put("taken-over-at", at));
        handshake
                .partner()
                .get()
                .ifPresent(
                        heard -> {
                            status.put("configurations-differ", handshake.configurationsDiffer());
                            status.put("partner-outstanding", heard.outstanding());
                        });
        status.put("contact", bond.contact().isUp());
        status.put("outstanding", bond.outstanding().size());
        status.put("reconciled", reconciled);
        return status;
    }
}
