package io.tandem6.server.peer;

import io.tandem6.log.EventLog;
import tools.jackson.databind.JsonNode;

/** Tells the operator of lease updates that did not do what they should. */
record UpdateLog(EventLog log) {
    void finished(UpdateQueue.Finished batch) {
        String peer = batch.peer().name();
        int clients = batch.clients().size();
        switch (batch.verdict()) {
            case ACCEPTED, WITHHELD -> {}
            case CONFLICT ->
                    log.log(HaMessage.HA_LEASE_UPDATE_CONFLICT, peer, batch.clients(), text(batch));
            case REFUSED ->
                    log.log(HaMessage.HA_LEASE_UPDATE_FAILED, peer, batch.clients(), text(batch));
            case UNREACHABLE ->
                    log.log(
                            HaMessage.HA_LEASE_UPDATE_COMMUNICATIONS_FAILED,
                            peer,
                            clients,
                            text(batch));
        }
        if (batch.result() instanceof PeerResult.Answer answer && answer.arguments() != null) {
            each(
                    answer.arguments().path("failed-leases"),
                    HaMessage.HA_LEASE_UPDATE_CREATE_UPDATE_FAILED_ON_PEER,
                    peer);
            each(
                    answer.arguments().path("failed-deleted-leases"),
                    HaMessage.HA_LEASE_UPDATE_DELETE_FAILED_ON_PEER,
                    peer);
        }
    }

    private static String text(UpdateQueue.Finished batch) {
        return batch.result().text();
    }

    private void each(JsonNode failed, HaMessage message, String peer) {
        for (JsonNode lease : failed) {
            log.log(
                    message,
                    peer,
                    lease.path("type").asString(""),
                    lease.path("ip-address").asString(lease.path("duid").asString("")),
                    lease.path("error-message").asString(""));
        }
    }
}
