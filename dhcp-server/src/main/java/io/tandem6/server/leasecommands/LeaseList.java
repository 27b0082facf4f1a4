package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlResponse;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers that list leases; an empty list has a result of its own. */
final class LeaseList {
    private LeaseList() {}

    static ControlResponse of(ArrayNode leases) {
        return answer(leases, "");
    }

    static ControlResponse of(ArrayNode leases, String qualification) {
        return answer(leases, " " + qualification);
    }

    /** With the number of leases, which only pages have. */
    static ControlResponse page(ArrayNode leases) {
        ControlResponse answer = answer(leases, "");
        if (answer.arguments() instanceof ObjectNode arguments) {
            arguments.put("count", leases.size());
        }
        return answer;
    }

    private static ControlResponse answer(ArrayNode leases, String qualification) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set("leases", leases);
        return new ControlResponse(
                leases.isEmpty() ? ControlResponse.EMPTY : ControlResponse.SUCCESS,
                leases.size() + " IPv6 lease(s) found" + qualification + ".",
                arguments);
    }
}
