package io.tandem6.server.exchange;

import io.tandem6.message.RelayMessage;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.option.RelaySuppliedOptions;
import io.tandem6.server.subnet.Arrival;
import java.util.Set;

/**
 * The options that relay agents have for a client (RFC 6422): handed on where the server itself
 * says nothing, whether the client asks for them or not. The agent nearest to the client comes
 * first.
 *
 * @param codes which options relay agents may supply
 */
public record RelaySupplied(Set<Integer> codes) {
    /** Copies the set. */
    public RelaySupplied {
        codes = Set.copyOf(codes);
    }

    /** Adds to a reply that is complete otherwise. */
    void addTo(Options.Builder reply, Arrival arrival) {
        for (RelayMessage relay : arrival.relays().reversed()) {
            relay.options().all(RelaySuppliedOptions.class).stream()
                    .flatMap(supplied -> supplied.options().list().stream())
                    .filter(option -> codes.contains(option.code()))
                    .forEach(option -> addOnce(reply, option));
        }
    }

    private static void addOnce(Options.Builder reply, Option option) {
        if (!reply.contains(option.code())) {
            reply.add(option);
        }
    }
}
