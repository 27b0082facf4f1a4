package io.tandem6.classify;

import io.tandem6.classify.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits an expression into tokens. */
final class Lexer {
    private static final String SYMBOLS = "()[].,+*";

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens, the last one being the end. */
    static List<Token> tokens(String text) throws FaultException {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private Token next() throws FaultException {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "", at);
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return string();
        }
        if (text.startsWith("==", at)) {
            return token(Kind.SYMBOL, at + 2);
        }
        int addressEnd = skip(at, Lexer::isInAddress);
        if (isAddress(text.substring(at, addressEnd))) {
            return token(Kind.ADDRESS, addressEnd);
        }
        if (SYMBOLS.indexOf(c) >= 0) {
            return token(Kind.SYMBOL, at + 1);
        }
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            return token(Kind.HEX, skip(at + 2, Lexer::isHexDigit));
        }
        if (isDigit(c) || c == '-') {
            return token(Kind.INTEGER, skip(at + 1, Lexer::isDigit));
        }
        if (isLetter(c)) {
            return token(Kind.WORD, skip(at, Lexer::isInWord));
        }
        throw FaultException.at(at, c == '=' ? "found '=', did you mean '=='?" : unexpected(c));
    }

    private static String unexpected(char c) {
        return c < ' ' || c > '~'
                ? "found character %04x outside of a string".formatted((int) c)
                : "found '" + c + "', which no expression has outside of a string";
    }

    private Token string() throws FaultException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw FaultException.at(at, "the string that begins here does not end: add a '");
        }
        Token token = new Token(Kind.STRING, text.substring(at + 1, end), at);
        at = end + 1;
        return token;
    }

    private Token token(Kind kind, int end) {
        Token token = new Token(kind, text.substring(at, end), at);
        at = end;
        return token;
    }

    /** One of a set of characters. */
    @FunctionalInterface
    private interface CharacterSet {
        boolean contains(char c);
    }

    private int skip(int from, CharacterSet set) {
        int end = from;
        while (end < text.length() && set.contains(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Two colons or three dots: nothing else in the language looks like this. */
    private static boolean isAddress(String run) {
        long colons = run.chars().filter(c -> c == ':').count();
        long dots = run.chars().filter(c -> c == '.').count();
        return colons >= 2 || (dots >= 3 && isDigit(run.charAt(0)));
    }

    private static boolean isInAddress(char c) {
        return isHexDigit(c) || c == ':' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isInWord(char c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '_';
    }
}
