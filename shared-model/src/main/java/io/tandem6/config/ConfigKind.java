package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** For which service a configuration is written. */
public enum ConfigKind {
    /** It has the key {@code Dhcp6}. */
    DHCP6,
    /** Any other, which the control agent's parser reads, or says what is wrong with it. */
    CONTROL_AGENT;

    /** Looks at the outermost map of {@code text}. */
    public static ConfigKind of(String sourceName, String text, TextResolver resolver) {
        @Nullable JsonObject root = KeaJson.read(sourceName, text, resolver, new Problems(false));
        return root != null && root.members().containsKey("Dhcp6") ? DHCP6 : CONTROL_AGENT;
    }
}
