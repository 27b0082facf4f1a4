package io.tandem6.config;

import io.tandem6.config.JsonToken.Kind;
import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonBoolean;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonNull;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.JsonReal;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.config.JsonValue.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kea's JSON dialect: JSON with {@code #}, {@code //} and {@code /* *}{@code /} comments,
 * {@code <?include "file"?>}, superfluous commas (with a warning), numbers such as {@code 01} and
 * {@code .5}. A key may stand only once in a map. The first syntax error ends the reading, unless
 * it is a bad number, which is reported and stands for null.
 */
final class KeaJson {
    /** Deeper nesting than any configuration needs would overflow the stack. */
    static final int NESTING_MAX = 100;

    /** A hundred thousand subnets; more would fill the heap with values of a few characters. */
    static final int VALUES_MAX = 1_500_000;

    private final KeaJsonTokenizer tokens;
    private final Problems problems;
    private JsonToken token;
    private int nesting;
    private int values;

    private KeaJson(KeaJsonTokenizer tokens, Problems problems) throws SyntaxException {
        this.tokens = tokens;
        this.problems = problems;
        this.token = tokens.next();
    }

    /**
     * Reads one object and nothing after it; null, with an error in {@code problems}, otherwise.
     * Bad numbers and repeated keys are errors in {@code problems} too, with an object all the
     * same.
     */
    static @Nullable JsonObject read(
            String sourceName, String text, TextResolver resolver, Problems problems) {
        try {
            KeaJson reader =
                    new KeaJson(new KeaJsonTokenizer(sourceName, text, resolver), problems);
            if (reader.token.kind() != Kind.LEFT_BRACE) {
                throw reader.unexpected("'{'");
            }
            JsonObject top = reader.object();
            if (reader.token.kind() != Kind.END) {
                throw reader.unexpected("nothing after the closing '}'");
            }
            return top;
        } catch (SyntaxException e) {
            problems.error(e.location(), e.text());
            return null;
        }
    }

    private JsonValue value() throws SyntaxException {
        Location at = token.location();
        if (++values > VALUES_MAX) {
            throw new SyntaxException(at, "more than " + VALUES_MAX + " values");
        }
        return switch (token.kind()) {
            case LEFT_BRACE -> object();
            case LEFT_BRACKET -> array();
            case STRING -> new JsonString(at, take().text());
            case INTEGER -> integer(take().text(), at);
            case REAL -> real(take().text(), at);
            case NO_NUMBER ->
                    unreadable(
                            at,
                            "found '" + JsonToken.excerpt(take().text()) + "', expected a number");
            case TRUE, FALSE -> new JsonBoolean(at, take().kind() == Kind.TRUE);
            case NULL -> {
                take();
                yield new JsonNull(at);
            }
            case RIGHT_BRACE, RIGHT_BRACKET, COMMA, COLON, END -> throw unexpected("a value");
        };
    }

    private JsonObject object() throws SyntaxException {
        Location at = open();
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        while (token.kind() != Kind.RIGHT_BRACE) {
            if (token.kind() != Kind.STRING) {
                throw unexpected("a keyword in quotes or '}'");
            }
            JsonToken name = take();
            if (token.kind() != Kind.COLON) {
                throw unexpected("':'");
            }
            take();
            Member member = new Member(name.location(), value());
            Member previous = members.putIfAbsent(name.text(), member);
            if (previous != null) {
                problems.error(
                        name.location(),
                        "'"
                                + JsonToken.excerpt(name.text())
                                + "' stands twice in this map, first at "
                                + previous.nameLocation());
            }
            separator(Kind.RIGHT_BRACE);
        }
        close();
        return new JsonObject(at, Collections.unmodifiableSequencedMap(members));
    }

    private JsonArray array() throws SyntaxException {
        Location at = open();
        List<JsonValue> elements = new ArrayList<>();
        while (token.kind() != Kind.RIGHT_BRACKET) {
            elements.add(value());
            separator(Kind.RIGHT_BRACKET);
        }
        close();
        return new JsonArray(at, List.copyOf(elements));
    }

    private Location open() throws SyntaxException {
        if (++nesting > NESTING_MAX) {
            throw new SyntaxException(
                    token.location(), "nested more than " + NESTING_MAX + " levels deep");
        }
        return take().location();
    }

    private void close() throws SyntaxException {
        nesting--;
        take();
    }

    private void separator(Kind closing) throws SyntaxException {
        if (token.kind() == closing) {
            return;
        }
        if (token.kind() != Kind.COMMA) {
            throw unexpected("',' or " + closing);
        }
        JsonToken comma = take();
        if (token.kind() == closing) {
            problems.warning(
                    comma.location(),
                    "superfluous comma before " + closing + ": has something been left out?");
        }
    }

    private JsonToken take() throws SyntaxException {
        JsonToken taken = token;
        // After the outermost bracket the next token may still be bad, which is reported too.
        token = tokens.next();
        return taken;
    }

    private SyntaxException unexpected(String expected) {
        return new SyntaxException(
                token.location(), "found " + token.describe() + ", expected " + expected);
    }

    private JsonValue integer(String digits, Location at) {
        try {
            return new JsonInteger(at, Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return unreadable(
                    at, "number " + JsonToken.excerpt(digits) + " does not fit into 64 bits");
        }
    }

    private JsonValue real(String digits, Location at) {
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value)
                ? unreadable(at, "number " + JsonToken.excerpt(digits) + " is too large")
                : new JsonReal(at, value);
    }

    /** The end of a bad number is known, so what follows can be read all the same. */
    private JsonValue unreadable(Location at, String message) {
        problems.error(at, message);
        return new JsonNull(at);
    }
}
