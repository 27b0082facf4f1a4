package io.tandem6.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says in words for people what is wrong with JSON that its parser has refused. The reader of
 * configurations does it, whose messages are made for that.
 */
public final class JsonFault {
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u[0-9a-fA-F]{4}");

    private JsonFault() {}

    /**
     * The first fault of {@code json}, which should be one object. Empty if it has none but is of a
     * form that only configurations may have, such as the number {@code 01}.
     */
    public static Optional<Problem> in(String sourceName, String json) {
        // Configurations have fewer of these escapes, which is no fault here.
        String text = UNICODE_ESCAPE.matcher(json).replaceAll("\\\\u0020");
        Problems problems = new Problems(false);
        KeaJson.read(sourceName, text, TextResolver.NONE, problems);
        return problems.toList().stream().findFirst();
    }
}
