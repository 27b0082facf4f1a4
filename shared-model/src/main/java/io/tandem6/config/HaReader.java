package io.tandem6.config;

import io.tandem6.config.HaSettings.BasicAuth;
import io.tandem6.config.HaSettings.Listener;
import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.HaSettings.Pause;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.config.HaSettings.StatePause;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the relationships of {@code high-availability}. */
final class HaReader {
    private static final long DELAYED_UPDATES_DEFAULT = 100;

    private final TextResolver resolver;
    private final boolean multiThreading;
    private final Problems problems;
    private final Map<String, Location> names = new HashMap<>();
    private final Map<URI, Location> ownUrls = new HashMap<>();

    HaReader(TextResolver resolver, boolean multiThreading, Problems problems) {
        this.resolver = resolver;
        this.multiThreading = multiThreading;
        this.problems = problems;
    }

    /** {@code parameters} are those of the hook library. */
    List<HaSettings> read(JsonValue.JsonObject parameters) {
        int errors = problems.errors();
        Optional<Section> checked =
                new SchemaCheck(problems).check(parameters, HaSchema.PARAMETERS);
        List<Section> sections =
                checked.map(c -> c.sections("high-availability")).orElseGet(List::of);
        List<HaSettings> relationships = new ArrayList<>();
        for (Section section : sections) {
            relationship(section).ifPresent(relationships::add);
        }
        if (checked.isPresent() && sections.isEmpty() && problems.errors() == errors) {
            problems.error(
                    checked.get().at("high-availability"),
                    "'high-availability' needs a relationship");
        }
        if (sections.size() > 1) {
            for (Section section : sections) {
                if (mode(section) != Mode.HOT_STANDBY) {
                    problems.error(
                            section.at("mode"),
                            "with several relationships each must be hot-standby");
                }
            }
        }
        return relationships;
    }

    private Optional<HaSettings> relationship(Section section) {
        int errors = problems.errors();
        Mode mode = mode(section);
        List<Peer> peers = new ArrayList<>();
        Map<String, Section> peerSections = new HashMap<>();
        for (Section peerSection : section.sections("peers")) {
            peer(peerSection, section)
                    .ifPresent(
                            peer -> {
                                peers.add(peer);
                                peerSections.putIfAbsent(peer.name(), peerSection);
                            });
        }
        String name = section.text("this-server-name").orElseThrow().strip();
        if (problems.errors() == errors) {
            HaRules.check(section, mode, peers, problems);
            Section own = peerSections.get(name);
            if (own == null) {
                problems.error(
                        section.at("this-server-name"),
                        "this server is called '"
                                + JsonToken.excerpt(name)
                                + "', but "
                                + (peers.isEmpty()
                                        ? "there are no peers"
                                        : "the peers are "
                                                + String.join(
                                                        ", ",
                                                        peers.stream().map(Peer::name).toList())));
            } else {
                checkOwnUrl(own, peers, name);
            }
        }
        List<StatePause> pauses = pauses(section);
        return problems.errors() > errors
                ? Optional.empty()
                : Optional.of(settings(section, name, mode, pauses, peers));
    }

    private HaSettings settings(
            Section section, String name, Mode mode, List<StatePause> pauses, List<Peer> peers) {
        return new HaSettings(
                name,
                mode,
                section.flag("send-lease-updates", true),
                section.flag("sync-leases", true),
                section.number("sync-timeout", 60000),
                section.number("sync-page-limit", 10000),
                section.number(
                        "delayed-updates-limit",
                        mode == Mode.LOAD_BALANCING ? DELAYED_UPDATES_DEFAULT : 0),
                section.number("heartbeat-delay", 10000),
                section.number("max-response-delay", 60000),
                section.number("max-ack-delay", 10000),
                section.number("max-unacked-clients", 10),
                section.number("max-rejected-lease-updates", 10),
                section.flag("wait-backup-ack", false),
                section.flag("restrict-commands", true),
                pauses,
                peers,
                listener(section),
                ContinuityReader.read(section, problems));
    }

    /** As in Kea 3, where a relationship has its own listener unless something switches it off. */
    private Listener listener(Section section) {
        boolean dedicated =
                multiThreading
                        && section.section("multi-threading")
                                .map(
                                        threading ->
                                                threading.flag("enable-multi-threading", true)
                                                        && threading.flag(
                                                                "http-dedicated-listener", true))
                                .orElse(true);
        return new Listener(dedicated, section.flag("require-client-certs", true));
    }

    private static Mode mode(Section section) {
        return switch (section.text("mode").orElseThrow().toLowerCase(Locale.ROOT)) {
            case "hot-standby" -> Mode.HOT_STANDBY;
            case "load-balancing" -> Mode.LOAD_BALANCING;
            default -> Mode.PASSIVE_BACKUP;
        };
    }

    private Optional<Peer> peer(Section section, Section relationship) {
        int errors = problems.errors();
        String name = section.text("name").orElseThrow().strip();
        if (name.isEmpty()) {
            problems.error(section.at("name"), "a peer needs a name");
        }
        Location previous = names.putIfAbsent(name, section.at("name"));
        if (previous != null) {
            problems.error(
                    section.at("name"),
                    "peer '" + JsonToken.excerpt(name) + "' stands twice, first at " + previous);
        }
        Optional<URI> url = url(section);
        Role role = Role.valueOf(section.text("role").orElseThrow().toUpperCase(Locale.ROOT));
        Optional<TlsFiles> tls =
                TlsReader.read(Scope.of(section, relationship), section.location(), problems);
        if (url.isPresent() && isScheme(url.get(), "https") && tls.isEmpty()) {
            problems.error(
                    section.at("url"),
                    "https needs trust-anchor, cert-file and key-file, here or for the whole"
                            + " relationship");
        }
        Optional<BasicAuth> credentials = credentials(section);
        return problems.errors() > errors
                ? Optional.empty()
                : url.map(
                        u ->
                                new Peer(
                                        name,
                                        u,
                                        role,
                                        section.flag("auto-failover", true),
                                        credentials,
                                        tls));
    }

    /** Unlike Kea, host names are accepted: the connection resolves them. */
    private Optional<URI> url(Section section) {
        String text = section.text("url").orElseThrow().strip();
        try {
            URI url = new URI(text);
            if ((isScheme(url, "http") || isScheme(url, "https"))
                    && url.getHost() != null
                    && url.getPort() > 0
                    && url.getPort() <= 0xffff) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Reported below like every other unusable text.
        }
        problems.error(
                section.at("url"),
                "'"
                        + JsonToken.excerpt(text)
                        + "' is no URL of a peer: expected http:// or https://, a host and a port,"
                        + " as in http://[2001:db8::1]:8000/");
        return Optional.empty();
    }

    private static boolean isScheme(URI url, String scheme) {
        return scheme.equalsIgnoreCase(url.getScheme());
    }

    private Optional<BasicAuth> credentials(Section section) {
        Optional<String> user = textOrFile(section, "basic-auth-user");
        Optional<String> password = textOrFile(section, "basic-auth-password");
        if (user.isEmpty() || user.get().isEmpty()) {
            return Optional.empty();
        }
        if (user.get().indexOf(':') >= 0) {
            problems.error(section.at("basic-auth-user"), "a user name cannot contain ':'");
        }
        return Optional.of(new BasicAuth(user.get(), password.orElse("")));
    }

    /** The value itself, or the first line of the file that {@code name-file} names. */
    private Optional<String> textOrFile(Section section, String name) {
        String fileKey = name + "-file";
        Optional<String> file = section.filledText(fileKey);
        if (file.isEmpty()) {
            return section.text(name);
        }
        if (section.has(name)) {
            problems.error(
                    section.at(fileKey), "'" + name + "' and '" + fileKey + "' exclude each other");
        }
        return switch (resolver.read(file.get())) {
            case TextResolver.Text(String text) -> Optional.of(text.lines().findFirst().orElse(""));
            case TextResolver.Unreadable(String reason) -> {
                problems.unreadable(section.at(fileKey), file.get(), reason);
                yield Optional.empty();
            }
        };
    }

    private void checkOwnUrl(Section own, List<Peer> peers, String name) {
        URI url = peers.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().url();
        Location previous = ownUrls.putIfAbsent(url, own.at("url"));
        if (previous != null) {
            problems.error(
                    own.at("url"),
                    "each relationship needs an own URL for this server, also used at " + previous);
        }
    }

    private List<StatePause> pauses(Section section) {
        List<StatePause> pauses = new ArrayList<>();
        Map<String, Location> seen = new HashMap<>();
        List<Section> states =
                section.section("state-machine").map(m -> m.sections("states")).orElseGet(List::of);
        for (Section state : states) {
            String name = state.text("state").orElseThrow().toLowerCase(Locale.ROOT);
            Location previous = seen.putIfAbsent(name, state.at("state"));
            if (previous != null) {
                problems.error(
                        state.at("state"),
                        "state '" + name + "' stands twice, first at " + previous);
            }
            String pause = state.text("pause").orElse("never").toUpperCase(Locale.ROOT);
            pauses.add(new StatePause(name, Pause.valueOf(pause)));
        }
        return pauses;
    }
}
