package io.tandem6.classify;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.OptionalInt;

/** Parses calls of functions: {@code substring(...)}, {@code member('...')}. */
final class FunctionParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    FunctionParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Reads from the name of the function. */
    Expression parse() throws FaultException {
        Token name = tokens.next();
        int at = name.at();
        if (name.text().equals("known") || name.text().equals("unknown")) {
            return new Condition.Member(at, name.text().equals("known") ? "KNOWN" : "UNKNOWN");
        }
        tokens.expect("(");
        Expression call = call(name.text(), at);
        tokens.expect(")");
        return call;
    }

    private Expression call(String name, int at) throws FaultException {
        return switch (name) {
            case "member" -> new Condition.Member(at, tokens.string("the name of a class"));
            case "match" -> match(at);
            case "substring" -> substring(at);
            case "split" -> split(at);
            case "concat" -> {
                Value first = expressions.value();
                yield new Value.Concat(at, List.of(first, next()));
            }
            case "ifelse" -> choice(at, false);
            case "sifelse" -> choice(at, true);
            case "hexstring" -> {
                Value value = expressions.value();
                yield new Value.HexString(at, value, next());
            }
            case "lcase" -> new Value.ChangeCase(at, expressions.value(), false);
            case "ucase" -> new Value.ChangeCase(at, expressions.value(), true);
            case "addrtotext" -> new Value.AddressToText(at, expressions.value());
            default -> integerToText(name, at);
        };
    }

    private Value next() throws FaultException {
        tokens.expect(",");
        return expressions.value();
    }

    private Condition match(int at) throws FaultException {
        Token token = tokens.peek();
        String regex = tokens.string("a regular expression");
        Pattern pattern = compile(token.at(), regex);
        return new Condition.Match(at, pattern, next());
    }

    /**
     * Octets are matched as characters of the same number, hence the expression is made of such.
     */
    private static Pattern compile(int at, String regex) throws FaultException {
        long size = RegexSize.of(regex);
        if (size > RegexSize.MAX) {
            throw FaultException.at(
                    at, "the regular expression is too large: its counts multiply to " + size);
        }
        try {
            return Pattern.compile(Texts.latin1(Texts.of(regex)), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw FaultException.at(
                    at,
                    "the regular expression cannot be used: "
                            + e.getDescription()
                            + " (look-ahead and back references are not supported)");
        }
    }

    private Value substring(int at) throws FaultException {
        Value value = expressions.value();
        tokens.expect(",");
        int start = integer("the number of the first octet");
        tokens.expect(",");
        OptionalInt length =
                tokens.accept("all")
                        ? OptionalInt.empty()
                        : OptionalInt.of(integer("a number of octets or 'all'"));
        return new Value.Substring(at, value, start, length);
    }

    private int integer(String what) throws FaultException {
        return (int) tokens.integer(-Integer.MAX_VALUE, Integer.MAX_VALUE, what);
    }

    private Value split(int at) throws FaultException {
        Value value = expressions.value();
        Value delimiters = next();
        tokens.expect(",");
        return new Value.Split(at, value, delimiters, integer("the number of a field"));
    }

    private Value choice(int at, boolean lazy) throws FaultException {
        Condition condition = expressions.condition();
        Value then = next();
        return new Value.IfElse(at, condition, then, next(), lazy);
    }

    private Value integerToText(String name, int at) throws FaultException {
        boolean signed = !name.startsWith("u");
        int bits = Integer.parseInt(name.replaceAll("[^0-9]", ""));
        return new Value.IntegerToText(at, expressions.value(), bits / Byte.SIZE, signed);
    }
}
