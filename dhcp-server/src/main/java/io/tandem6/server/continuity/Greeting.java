package io.tandem6.server.continuity;

import io.tandem6.identity.Duid;
import io.tandem6.lease.UpdateNumber;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server says of itself with each heartbeat, in the request and in the answer, under the key
 * {@code tandem6}. A Kea has no such key and ignores it.
 *
 * @param version of all this
 * @param serverId its DUID
 * @param incarnation number of its start
 * @param startBeat {@link Memory#beat} as it was when it started
 * @param beat as it is on its disk now
 * @param terms hash of the terms that its configuration has
 * @param configuration hash of the configuration that both should have
 * @param current the agreement that it has confirmed
 * @param next the one that it has confirmed to take its place
 * @param normal its HA state is the normal one
 * @param drained the partner knows all that it has done, but for the latest
 * @param idle no update is on its way
 * @param storing it can store leases, so that it answers clients
 * @param seen the last update of the partner that it has, if there was one
 * @param settled the last update of its own that is no longer on its way, if it says so
 * @param heard what it knows of the history of the partner, if it knows something
 * @param outstanding addresses of which the partner does not know all
 * @param behindYou the partner has forgotten what it did before
 * @param copied ... and has been told everything since
 * @param behind it has forgotten what it did before
 * @param recovered its last start that has made up for that
 * @param hold {@link Memory#hold}: if not 0 it may have used the partner's half
 * @param epochMillis its wall clock
 * @param monotonicMillis its monotonic clock
 */
public record Greeting(
        int version,
        Duid serverId,
        long incarnation,
        long startBeat,
        long beat,
        String terms,
        String configuration,
        Optional<Agreed> current,
        Optional<Agreed> next,
        boolean normal,
        boolean drained,
        boolean idle,
        boolean storing,
        Optional<UpdateNumber> seen,
        Optional<UpdateNumber> settled,
        Optional<Heard> heard,
        long outstanding,
        boolean behindYou,
        boolean copied,
        boolean behind,
        long recovered,
        long hold,
        long epochMillis,
        long monotonicMillis) {
    /** The key under which it stands. */
    public static final String KEY = "tandem6";

    /** Of this release; the one before speaks to it too. */
    public static final int VERSION = 1;

    /** The oldest and the newest that are understood. */
    private static final int VERSION_MIN = 1;

    private static final int VERSION_MAX = VERSION + 1;

    /**
     * An agreement.
     *
     * @param number counts them
     * @param terms hash of what is agreed
     * @param confirmed by the partner too, as far as the speaker knows
     */
    public record Agreed(long number, String terms, boolean confirmed) {
        /** The same as a pact. */
        public static Agreed of(Pact pact) {
            return new Agreed(pact.number(), pact.terms().hash(), pact.confirmed());
        }

        private ObjectNode encode() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("confirmed", confirmed)
                    .put("number", number)
                    .put("terms", terms);
        }

        private static Optional<Agreed> decode(JsonNode node) {
            return node.isObject()
                    ? Optional.of(
                            new Agreed(
                                    node.path("number").asLong(0),
                                    node.path("terms").asString(""),
                                    node.path("confirmed").asBoolean(false)))
                    : Optional.empty();
        }
    }

    /**
     * The history of a server as the other one knows it.
     *
     * @param incarnation the last start that was heard of
     * @param beat the highest {@link Memory#beat} that was on its disk then
     */
    public record Heard(long incarnation, long beat) {
        private ObjectNode encode() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("beat", beat)
                    .put("incarnation", incarnation);
        }

        private static Optional<Heard> decode(JsonNode node) {
            return node.isObject()
                    ? Optional.of(
                            new Heard(
                                    node.path("incarnation").asLong(0),
                                    node.path("beat").asLong(0)))
                    : Optional.empty();
        }
    }

    /** As JSON. */
    public ObjectNode encode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("beat", beat);
        node.put("behind", behind);
        node.put("behind-you", behindYou);
        node.put("clock", epochMillis);
        node.put("configuration", configuration);
        node.put("copied", copied);
        current.ifPresent(agreed -> node.set("current", agreed.encode()));
        node.put("drained", drained);
        heard.ifPresent(history -> node.set("heard", history.encode()));
        node.put("hold", hold);
        node.put("holding", hold != 0);
        node.put("idle", idle);
        node.put("incarnation", incarnation);
        next.ifPresent(agreed -> node.set("next", agreed.encode()));
        node.put("monotonic", monotonicMillis);
        node.put("normal", normal);
        node.put("outstanding", outstanding);
        node.put("recovered", recovered);
        seen.ifPresent(number -> node.set("seen", number.encode()));
        node.put("server-id", serverId.toString());
        settled.ifPresent(number -> node.set("settled", number.encode()));
        node.put("start-beat", startBeat);
        node.put("storing", storing);
        node.put("terms", terms);
        node.put("version", version);
        return node;
    }

    /** Reads it; empty if there is none, or none that is understood. */
    public static Optional<Greeting> decode(JsonNode node) {
        int version = node.path("version").asInt(0);
        Optional<Duid> serverId = duid(node.path("server-id").asString(""));
        if (version < VERSION_MIN || version > VERSION_MAX || serverId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Greeting(
                        version,
                        serverId.get(),
                        node.path("incarnation").asLong(0),
                        node.path("start-beat").asLong(0),
                        node.path("beat").asLong(0),
                        node.path("terms").asString(""),
                        node.path("configuration").asString(""),
                        Agreed.decode(node.path("current")),
                        Agreed.decode(node.path("next")),
                        node.path("normal").asBoolean(false),
                        node.path("drained").asBoolean(false),
                        node.path("idle").asBoolean(false),
                        node.path("storing").asBoolean(true),
                        UpdateNumber.decode(node.path("seen")),
                        UpdateNumber.decode(node.path("settled")),
                        Heard.decode(node.path("heard")),
                        node.path("outstanding").asLong(0),
                        node.path("behind-you").asBoolean(false),
                        node.path("copied").asBoolean(false),
                        node.path("behind").asBoolean(false),
                        node.path("recovered").asLong(0),
                        MemoryJson.takeover(
                                node.path("holding").asBoolean(false), node.path("hold")),
                        node.path("clock").asLong(0),
                        node.path("monotonic").asLong(0)));
    }

    /**
     * Why what stands under {@link #KEY} says nothing to this release; empty if it does, or if
     * nothing stands there, as in a Kea's heartbeat.
     */
    public static Optional<String> objection(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        int version = node.path("version").asInt(0);
        if (version < VERSION_MIN || version > VERSION_MAX) {
            return Optional.of(
                    "its version is %d, and %d to %d are understood"
                            .formatted(version, VERSION_MIN, VERSION_MAX));
        }
        return duid(node.path("server-id").asString("")).isPresent()
                ? Optional.empty()
                : Optional.of("it has no server-id");
    }

    private static Optional<Duid> duid(String text) {
        try {
            return Optional.of(Duid.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
