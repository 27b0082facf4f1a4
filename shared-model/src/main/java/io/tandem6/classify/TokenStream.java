package io.tandem6.classify;

import io.tandem6.classify.Token.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Tokens read one by one. */
final class TokenStream {
    private final List<Token> tokens;
    private int position;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    /** Reads the word or symbol if it is the next token. */
    boolean accept(String symbolOrWord) {
        if (peek().is(symbolOrWord)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String symbolOrWord) throws FaultException {
        if (!accept(symbolOrWord)) {
            throw unexpected("'" + symbolOrWord + "'");
        }
    }

    /** One of some words. */
    String word(String... words) throws FaultException {
        Token token = peek();
        if (token.kind() == Kind.WORD && Arrays.asList(words).contains(token.text())) {
            return next().text();
        }
        throw new FaultException(
                new ExpressionFault(
                        token.at(),
                        "found "
                                + token.describe()
                                + ", expected "
                                + Arrays.stream(words)
                                        .map(w -> "'" + w + "'")
                                        .collect(Collectors.joining(" or ")),
                        token.kind() == Kind.WORD ? token.text() : "",
                        List.of(words)));
    }

    String string(String what) throws FaultException {
        if (peek().kind() != Kind.STRING) {
            throw unexpected(what + " in single quotes");
        }
        return next().text();
    }

    /** An integer from {@code min} to {@code max}. */
    long integer(long min, long max, String what) throws FaultException {
        Token token = peek();
        if (token.kind() != Kind.INTEGER) {
            throw unexpected(what);
        }
        // More digits than a long has are outside of every range.
        long value = token.text().matches("-?[0-9]{1,18}") ? Long.parseLong(token.text()) : max + 1;
        if (value < min || value > max) {
            throw FaultException.at(
                    token.at(),
                    "found %s, expected %s from %d to %d"
                            .formatted(token.describe(), what, min, max));
        }
        next();
        return value;
    }

    FaultException unexpected(String expected) {
        return FaultException.at(
                peek().at(), "found " + peek().describe() + ", expected " + expected);
    }
}
