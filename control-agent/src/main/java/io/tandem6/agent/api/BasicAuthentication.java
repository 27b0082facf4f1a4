package io.tandem6.agent.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem6.config.AgentConfig.Authentication;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HTTP basic authentication (RFC 7617) against the configured clients. */
final class BasicAuthentication {
    private static final String SCHEME = "basic";

    private final List<byte[]> credentials;
    private final String challenge;

    BasicAuthentication(Authentication settings) {
        credentials =
                settings.clients().stream()
                        .map(client -> client.user() + ":" + client.password())
                        .map(client -> Base64.getEncoder().encode(client.getBytes(UTF_8)))
                        .toList();
        challenge = "Basic realm=\"" + settings.realm() + "\"";
    }

    /** The value of {@code WWW-Authenticate}. */
    String challenge() {
        return challenge;
    }

    /** Takes the same time for every wrong password of one length. */
    boolean admits(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        String value = authorization.strip();
        if (value.length() <= SCHEME.length()
                || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || value.charAt(SCHEME.length()) != ' ') {
            return false;
        }
        byte[] sent = value.substring(SCHEME.length() + 1).strip().getBytes(UTF_8);
        boolean admitted = false;
        for (byte[] expected : credentials) {
            admitted |= MessageDigest.isEqual(expected, sent);
        }
        return admitted;
    }
}
