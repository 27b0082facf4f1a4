package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Unreachable;
import tools.jackson.databind.JsonNode;

/** What a peer's answer means for the exchanges whose changes it was told. */
enum UpdateVerdict {
    /** It has them all. */
    ACCEPTED,
    /** It answers, but some of them contradict what it knows. */
    CONFLICT,
    /** It answers, but does not take some of them. */
    REFUSED,
    /** It does not answer. */
    UNREACHABLE,
    /** It was not asked, since the state no longer wants it. */
    WITHHELD;

    /** Judges an answer to {@code lease6-bulk-apply}, as Kea 2.3.1 and later do. */
    static UpdateVerdict of(PeerResult result) {
        return switch (result) {
            case Unreachable ignored -> UNREACHABLE;
            case Answer answer ->
                    switch (answer.result()) {
                        case ControlResponse.SUCCESS -> ACCEPTED;
                        case ControlResponse.EMPTY -> ofNothingDone(answer);
                        case ControlResponse.CONFLICT -> CONFLICT;
                        default -> REFUSED;
                    };
        };
    }

    /** Deleting what is not there is nothing done and nothing wrong. */
    private static UpdateVerdict ofNothingDone(Answer answer) {
        UpdateVerdict verdict = ACCEPTED;
        JsonNode arguments = answer.arguments();
        if (arguments != null) {
            for (JsonNode failed : arguments.path("failed-leases")) {
                int code = failed.path("result").asInt(ControlResponse.ERROR);
                if (code == ControlResponse.ERROR) {
                    return REFUSED;
                }
                if (code == ControlResponse.CONFLICT) {
                    verdict = CONFLICT;
                }
            }
        }
        return verdict;
    }
}
