package io.tandem6.config;

import io.tandem6.config.AgentConfig.Authentication;
import io.tandem6.config.HaSettings.BasicAuth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code authentication} of those who send commands. */
final class AuthenticationReader {
    private final TextResolver resolver;
    private final String realmDefault;
    private final Problems problems;

    AuthenticationReader(TextResolver resolver, String realmDefault, Problems problems) {
        this.resolver = resolver;
        this.realmDefault = realmDefault;
        this.problems = problems;
    }

    /** Without clients, no authentication is asked for. */
    Optional<Authentication> read(Section section) {
        String directory = section.text("directory").orElse("");
        List<BasicAuth> clients = new ArrayList<>();
        for (Section client : section.sections("clients")) {
            client(client, directory).ifPresent(clients::add);
        }
        return clients.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Authentication(section.text("realm").orElse(realmDefault), clients));
    }

    private Optional<BasicAuth> client(Section section, String directory) {
        boolean hasUser = section.has("user") || section.has("user-file");
        if (!hasUser && !section.has("password-file")) {
            problems.error(section.location(), "a client needs 'user' or 'user-file'");
            return Optional.empty();
        }
        Optional<String> password = value(section, "password", directory);
        Optional<String> user =
                hasUser
                        ? value(section, "user", directory)
                        : password.flatMap(both -> before(both, section));
        if (!hasUser) {
            password = password.map(both -> both.substring(both.indexOf(':') + 1));
        }
        String at = section.has("user-file") ? "user-file" : "user";
        if (user.filter(u -> u.isEmpty() || u.indexOf(':') >= 0).isPresent()) {
            problems.error(section.at(at), "a user name is not empty and does not contain ':'");
            return Optional.empty();
        }
        String secret = password.orElse("");
        return user.map(u -> new BasicAuth(u, secret));
    }

    private Optional<String> before(String both, Section section) {
        int colon = both.indexOf(':');
        if (colon < 0) {
            problems.error(
                    section.at("password-file"), "without 'user' the file must hold user:password");
            return Optional.empty();
        }
        return Optional.of(both.substring(0, colon));
    }

    /** The value itself, or the contents of the file without the line end. */
    private Optional<String> value(Section section, String name, String directory) {
        String fileKey = name + "-file";
        Optional<String> file = section.text(fileKey);
        if (file.isEmpty()) {
            return section.text(name);
        }
        if (section.has(name)) {
            problems.error(
                    section.at(fileKey), "'" + name + "' and '" + fileKey + "' exclude each other");
            return Optional.empty();
        }
        String path = path(directory, file.get());
        return switch (resolver.read(path)) {
            case TextResolver.Text(String text) -> Optional.of(text.replaceFirst("\\R$", ""));
            case TextResolver.Unreadable(String reason) -> {
                problems.unreadable(section.at(fileKey), path, reason);
                yield Optional.empty();
            }
        };
    }

    /** As Kea joins them: without a directory even relative names start at the root. */
    private static String path(String directory, String file) {
        String folder = directory.endsWith("/") ? directory : directory + "/";
        return folder + (file.startsWith("/") ? file.substring(1) : file);
    }
}
