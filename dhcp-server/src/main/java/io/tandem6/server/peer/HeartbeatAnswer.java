package io.tandem6.server.peer;

import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.PartnerStatus;
import io.tandem6.server.ha.ServerState;
import io.tandem6.wire.Excerpt;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of an answer to {@code ha-heartbeat}.
 *
 * <p>Kea takes no date but one with a two-digit day and the letters GMT. The formatter that Java
 * has for these dates writes the first nine days of a month with one digit, and is of no use here.
 */
final class HeartbeatAnswer {
    private static final int WEEKDAY_LENGTH = "Mon, ".length();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
    private static final DateTimeFormatter DATE_WITHOUT_WEEKDAY =
            DateTimeFormatter.ofPattern("dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

    /** In the request: true if the answer is to have the two; Kea has no such argument. */
    static final String SETTLED = "settled-update";

    private static final String LAST = "last-update";

    /**
     * How far a server's lease updates are.
     *
     * @param settled the last one that is no longer on its way to the partner
     * @param last the last one that was sent to anybody
     */
    record Progress(UpdateNumber settled, UpdateNumber last) {}

    private HeartbeatAnswer() {}

    /**
     * What a server in {@code state} says of itself.
     *
     * @param progress of its lease updates, if the partner asks for it
     * @param greeting what it says to a partner that is Tandem6
     */
    static ObjectNode encode(
            HaState state, Optional<Progress> progress, Optional<Greeting> greeting, Instant now) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("date-time", DATE.format(now.atOffset(ZoneOffset.UTC)));
        progress.ifPresent(updates -> arguments.set(LAST, updates.last().encode()));
        var scopes = arguments.putArray("scopes");
        state.scopes().stream().sorted().forEach(scopes::add);
        progress.ifPresent(updates -> arguments.set(SETTLED, updates.settled().encode()));
        arguments.put("state", state.announced().wireName());
        greeting.ifPresent(said -> arguments.set(Greeting.KEY, said.encode()));
        arguments.put("unsent-update-count", state.unsentUpdates());
        return arguments;
    }

    /**
     * Reads what the partner says.
     *
     * @throws MalformedException if Kea would take it for no answer at all
     */
    static PartnerStatus decode(@Nullable JsonNode arguments) throws MalformedException {
        if (arguments == null || !arguments.isObject()) {
            throw new MalformedException("it has no map of arguments");
        }
        return new PartnerStatus(
                state(arguments.path("state")),
                dateTime(arguments.path("date-time")),
                scopes(arguments.path("scopes")),
                unsentUpdates(arguments.get("unsent-update-count")));
    }

    /** The last update of the partner's that is no longer on its way, if it says so. */
    static Optional<UpdateNumber> settled(@Nullable JsonNode arguments) {
        return update(arguments, SETTLED);
    }

    /** The last update that the partner sent, if it says so. */
    static Optional<UpdateNumber> last(@Nullable JsonNode arguments) {
        return update(arguments, LAST);
    }

    private static Optional<UpdateNumber> update(@Nullable JsonNode arguments, String name) {
        return arguments == null ? Optional.empty() : UpdateNumber.decode(arguments.path(name));
    }

    private static ServerState state(JsonNode node) throws MalformedException {
        if (!node.isString()) {
            throw new MalformedException("it has no state");
        }
        return ServerState.ofWireName(node.stringValue())
                .orElseThrow(
                        () ->
                                new MalformedException(
                                        "unknown state '" + Excerpt.of(node.stringValue()) + "'"));
    }

    /** Weekdays are not checked against dates: it is the time that counts. */
    private static Instant dateTime(JsonNode node) throws MalformedException {
        String text = node.isString() ? node.stringValue() : "";
        try {
            if (text.length() > WEEKDAY_LENGTH) {
                return LocalDateTime.parse(text.substring(WEEKDAY_LENGTH), DATE_WITHOUT_WEEKDAY)
                        .toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new MalformedException(
                "no date-time, or a malformed one: '" + Excerpt.of(text) + "'");
    }

    private static Optional<List<String>> scopes(JsonNode node) {
        if (!node.isArray()) {
            return Optional.empty();
        }
        List<String> scopes = new ArrayList<>();
        for (JsonNode scope : node) {
            if (!scope.isString()) {
                return Optional.empty();
            }
            scopes.add(scope.stringValue());
        }
        return Optional.of(scopes);
    }

    private static OptionalLong unsentUpdates(@Nullable JsonNode node) throws MalformedException {
        if (node == null) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new MalformedException("its unsent-update-count is no number");
        }
        return OptionalLong.of(node.longValue());
    }

    /** An answer that is none. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        MalformedException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
