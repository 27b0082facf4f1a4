package io.tandem6.config;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * What becomes of the names of clients.
 *
 * @param updates the server is to update DNS at all
 * @param overrideNoUpdate it does for clients that want none
 * @param overrideClientUpdate it does for clients that want to do it themselves
 * @param replaceClientName when a client's name gives way to one that the server makes
 * @param generatedPrefix begins the names that the server makes
 * @param qualifyingSuffix domain of names without one, empty if none
 * @param sanitizer what of a name is replaced, if anything
 * @param replacement what by
 */
public record DdnsSettings(
        boolean updates,
        boolean overrideNoUpdate,
        boolean overrideClientUpdate,
        ReplaceClientName replaceClientName,
        String generatedPrefix,
        String qualifyingSuffix,
        Optional<Pattern> sanitizer,
        String replacement) {
    /** Kea's default for the characters to replace. */
    public static final String HOSTNAME_CHAR_SET = "[^A-Za-z0-9.-]";

    /** No updates, and Kea's defaults for the rest. */
    public static final DdnsSettings OFF =
            new DdnsSettings(
                    false,
                    false,
                    false,
                    ReplaceClientName.NEVER,
                    "myhost",
                    "",
                    Optional.of(Pattern.compile(HOSTNAME_CHAR_SET)),
                    "");

    /** When a client's name is replaced. */
    public enum ReplaceClientName {
        /** Never. */
        NEVER,
        /** Always; a client that says nothing of its name gets one too. */
        ALWAYS,
        /** If the client sends one. */
        WHEN_PRESENT,
        /** If the client says nothing of its name. */
        WHEN_NOT_PRESENT
    }
}
