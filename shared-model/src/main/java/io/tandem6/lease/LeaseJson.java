package io.tandem6.lease;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leases in the JSON of Kea's commands. Two readers exist because Kea has two: pages of another
 * server are taken strictly and carry {@code cltt}, commands have defaults and carry {@code
 * expire}.
 */
public final class LeaseJson {
    private LeaseJson() {}

    /** The form of {@code lease6-get*} answers, with {@code cltt}. */
    public static ObjectNode toAnswer(Lease lease) {
        throw new UnsupportedOperationException();
    }

    /** The form of lease updates between partners, with {@code expire} in place of {@code cltt}. */
    public static ObjectNode toUpdate(Lease lease) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a lease of a partner's page; every field is mandatory.
     *
     * @throws LeaseFormatException if something is missing or malformed, with a message for the log
     */
    public static Lease fromPage(JsonNode node) throws LeaseFormatException {
        throw new UnsupportedOperationException();
    }

    /** A lease in JSON that cannot be read. */
    public static final class LeaseFormatException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Says what is wrong. */
        public LeaseFormatException(String message) {
            super(message);
        }
    }
}
