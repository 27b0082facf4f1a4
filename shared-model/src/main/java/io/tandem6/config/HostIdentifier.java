package io.tandem6.config;

import io.tandem6.wire.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a reservation knows a client by.
 *
 * @param type which of its properties
 * @param value the property, never empty
 */
public record HostIdentifier(Type type, Octets value) {
    /** Properties of clients, in Kea's default order of lookup. */
    public enum Type {
        /** The link-layer address. */
        HW_ADDRESS("hw-address"),
        /** The DUID. */
        DUID("duid"),
        /** What the flex_id hook makes of a packet. */
        FLEX_ID("flex-id");

        private final String keyword;

        Type(String keyword) {
            this.keyword = keyword;
        }

        /** Kea's word. */
        public String keyword() {
            return keyword;
        }

        static Optional<Type> of(String keyword) {
            return Arrays.stream(values()).filter(t -> t.keyword.equals(keyword)).findFirst();
        }

        static List<String> keywords() {
            return Arrays.stream(values()).map(Type::keyword).toList();
        }
    }

    @Override
    public String toString() {
        return type.keyword + " " + value.toColonHex();
    }
}
