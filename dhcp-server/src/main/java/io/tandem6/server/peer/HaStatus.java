package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.Partner;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code high-availability} section of {@code status-get}, with the keys of Kea 3. */
public final class HaStatus {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private HaStatus() {}

    /**
     * The section: one map for each relationship, in order.
     *
     * @param free how many of this server's half nobody has
     */
    public static ArrayNode of(List<HighAvailability> relationships, Map<OwnHalf.Kind, Long> free) {
        ArrayNode section = JsonNodeFactory.instance.arrayNode();
        for (HighAvailability ha : relationships) {
            ObjectNode relationship = of(ha.state(), ha.moment());
            ha.continuity().ifPresent(c -> relationship.set("tandem6", with(free, c.status())));
            section.add(relationship);
        }
        return section;
    }

    private static ObjectNode with(Map<OwnHalf.Kind, Long> free, ObjectNode status) {
        ArrayNode list = status.putArray("free-own");
        free.forEach(
                (kind, left) ->
                        list.addObject()
                                .put("free", left)
                                .put("subnet-id", kind.subnetId())
                                .put("type", kind.type().name()));
        return status;
    }

    /** A relationship's map. */
    static ObjectNode of(HaState state, Moment now) {
        HaSettings settings = state.settings();
        ObjectNode relationship = JsonNodeFactory.instance.objectNode();
        relationship.put("ha-mode", settings.mode().keyword());
        ObjectNode servers = relationship.putObject("ha-servers");
        ObjectNode local = servers.putObject("local");
        local.put("role", settings.self().role().keyword());
        ArrayNode scopes = local.putArray("scopes");
        state.scopes().stream().sorted().forEach(scopes::add);
        local.put("server-name", settings.thisServerName());
        local.put("state", state.current().wireName());
        local.put("system-time", time(state.partner(), Partner.Clocks::own));
        settings.partner()
                .ifPresent(partner -> remote(servers.putObject("remote"), partner, state, now));
        return relationship;
    }

    private static void remote(ObjectNode remote, Peer peer, HaState state, Moment now) {
        Partner partner = state.partner();
        boolean inTouch = partner.state() != null;
        Partner.Clocks clocks = partner.clocks();
        remote.put("age", inTouch ? now.millisSince(partner.lastHeard()) / 1000 : 0);
        remote.put("analyzed-packets", state.clients().analyzedPackets());
        if (clocks == null) {
            remote.putNull("clock-skew");
        } else {
            remote.put("clock-skew", clocks.skewSeconds());
        }
        remote.put("communication-interrupted", state.isInterrupted(now));
        remote.put("connecting-clients", state.clients().connecting());
        remote.put("in-touch", inTouch);
        ArrayNode scopes = remote.putArray("last-scopes");
        partner.scopes().forEach(scopes::add);
        remote.put("last-state", partner.state() == null ? "" : partner.state().wireName());
        remote.put("role", peer.role().keyword());
        remote.put("server-name", peer.name());
        remote.put("system-time", time(partner, Partner.Clocks::partner));
        remote.put("unacked-clients", state.clients().unacked().size());
        remote.put("unacked-clients-left", state.unackedClientsLeft(now));
    }

    private static @Nullable String time(Partner partner, Function<Partner.Clocks, Instant> which) {
        Partner.Clocks clocks = partner.clocks();
        return clocks == null ? null : TIME.format(which.apply(clocks).atOffset(ZoneOffset.UTC));
    }
}
