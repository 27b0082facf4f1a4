package io.tandem6.classify;

import java.util.List;

/**
 * Where an option stands: {@code option[3].option[5]}, {@code relay6[0].option[18]}, {@code
 * vendor[4491].option[1]}.
 *
 * @param root the options to start from
 * @param codes of the option among those and, where there are more, of the options inside it
 */
public record OptionPath(Root root, List<Integer> codes) {
    /** Copies the list, which must not be empty. */
    public OptionPath {
        codes = List.copyOf(codes);
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("a path needs an option");
        }
    }

    /** Where a path starts. */
    public sealed interface Root {}

    /** The client's own message. */
    public record Client() implements Root {}

    /**
     * A relay's message.
     *
     * @param level 0 is the relay nearest to the server; -1 the one nearest to the client
     */
    public record Relay(int level) implements Root {}

    /** The options of a vendor's information option in the client's message. */
    public record Vendor(VendorOption option) implements Root {}
}
