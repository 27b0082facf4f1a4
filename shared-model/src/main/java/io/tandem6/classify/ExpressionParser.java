package io.tandem6.classify;

import io.tandem6.address.Ipv6Address;
import io.tandem6.classify.Token.Kind;
import io.tandem6.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses expressions and checks their types: {@code or} before {@code and} before {@code not}
 * before {@code ==} before {@code +}. Reports the first fault.
 *
 * <p>Written by hand like the grammar it reads: about forty words, and faults must name columns.
 */
public final class ExpressionParser {
    /** Expressions inside each other. */
    static final int DEPTH_MAX = 100;

    /** Words that an expression may begin with. */
    static final List<String> WORDS =
            List.of(
                    ("not and or sand sor option relay6 pkt pkt6 vendor vendor-class member known"
                                    + " unknown substring split concat ifelse sifelse hexstring"
                                    + " lcase ucase addrtotext int8totext int16totext int32totext"
                                    + " uint8totext uint16totext uint32totext match")
                            .split(" "));

    private final TokenStream tokens;
    private final PathParser paths;
    private final FunctionParser functions;
    private int depth;

    private ExpressionParser(List<Token> tokens, OptionDictionary options) {
        this.tokens = new TokenStream(tokens);
        this.paths = new PathParser(this.tokens, options);
        this.functions = new FunctionParser(this.tokens, this);
    }

    /** Reads something that is true or false. */
    public static Parsed<Condition> condition(String text, OptionDictionary options) {
        try {
            ExpressionParser parser = new ExpressionParser(Lexer.tokens(text), options);
            return new Parsed.Ok<>(parser.end(parser.condition()));
        } catch (FaultException e) {
            return new Parsed.Bad<>(e.fault());
        }
    }

    /** Reads something made of octets. */
    public static Parsed<Value> value(String text, OptionDictionary options) {
        try {
            ExpressionParser parser = new ExpressionParser(Lexer.tokens(text), options);
            return new Parsed.Ok<>(parser.end(parser.value()));
        } catch (FaultException e) {
            return new Parsed.Bad<>(e.fault());
        }
    }

    private <T> T end(T expression) throws FaultException {
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected("an operator or the end of the expression");
        }
        return expression;
    }

    Condition condition() throws FaultException {
        return asCondition(disjunction());
    }

    Value value() throws FaultException {
        return asValue(disjunction());
    }

    private Condition asCondition(Expression expression) throws FaultException {
        return switch (expression) {
            case Condition condition -> condition;
            case Value value -> {
                if (tokens.peek().kind() == Kind.END) {
                    throw tokens.unexpected(
                            "'==' (what stands before it is neither true nor false)");
                }
                throw FaultException.at(
                        value.at(),
                        "a value stands here, expected something that is true or false");
            }
        };
    }

    private static Value asValue(Expression expression) throws FaultException {
        return switch (expression) {
            case Value value -> value;
            case Condition condition ->
                    throw FaultException.at(
                            condition.at(),
                            "something that is true or false stands here, expected a value");
        };
    }

    private Expression disjunction() throws FaultException {
        if (++depth > DEPTH_MAX) {
            throw FaultException.at(
                    tokens.peek().at(),
                    "more than " + DEPTH_MAX + " expressions stand inside each other");
        }
        Expression first = conjunction();
        while (tokens.peek().is("or") || tokens.peek().is("sor")) {
            String operator = tokens.peek().text();
            List<Condition> any = new ArrayList<>(List.of(asCondition(first)));
            while (tokens.accept(operator)) {
                any.add(asCondition(conjunction()));
            }
            first = new Condition.Or(first.at(), any, operator.equals("sor"));
        }
        depth--;
        return first;
    }

    private Expression conjunction() throws FaultException {
        Expression first = negation();
        while (tokens.peek().is("and") || tokens.peek().is("sand")) {
            String operator = tokens.peek().text();
            List<Condition> all = new ArrayList<>(List.of(asCondition(first)));
            while (tokens.accept(operator)) {
                all.add(asCondition(negation()));
            }
            first = new Condition.And(first.at(), all, operator.equals("sand"));
        }
        return first;
    }

    private Expression negation() throws FaultException {
        int at = tokens.peek().at();
        boolean negated = false;
        boolean any = false;
        while (tokens.accept("not")) {
            negated = !negated;
            any = true;
        }
        Expression inner = comparison();
        if (!any) {
            return inner;
        }
        Condition condition = asCondition(inner);
        return negated ? new Condition.Not(at, condition) : condition;
    }

    private Expression comparison() throws FaultException {
        Expression left = sum();
        if (!tokens.accept("==")) {
            return left;
        }
        Value value = asValue(left);
        return new Condition.Equal(left.at(), value, asValue(sum()));
    }

    private Expression sum() throws FaultException {
        Expression first = primary();
        if (!tokens.peek().is("+")) {
            return first;
        }
        List<Value> parts = new ArrayList<>(List.of(asValue(first)));
        while (tokens.accept("+")) {
            parts.add(asValue(primary()));
        }
        return new Value.Concat(first.at(), parts);
    }

    private Expression primary() throws FaultException {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING -> literal(tokens.next(), Texts.of(token.text()));
            case HEX -> literal(tokens.next(), hex(token));
            case INTEGER ->
                    literal(
                            token,
                            Texts.uint32(tokens.integer(0, 0xffffffffL, "a number of 32 bits")));
            case ADDRESS -> literal(tokens.next(), address(token));
            case SYMBOL -> group();
            case WORD -> word(token);
            case END -> throw tokens.unexpected("an expression");
        };
    }

    private Expression group() throws FaultException {
        if (!tokens.accept("(")) {
            throw tokens.unexpected("an expression");
        }
        Expression inner = disjunction();
        tokens.expect(")");
        return inner;
    }

    private Expression word(Token token) throws FaultException {
        return switch (token.text()) {
            case "option", "relay6", "vendor", "vendor-class", "pkt", "pkt6" -> paths.parse();
            case "and", "or", "sand", "sor" -> throw tokens.unexpected("an expression");
            case "not" -> throw tokens.unexpected("a value, or 'not' inside of parentheses");
            default -> {
                if (!WORDS.contains(token.text())) {
                    throw unknown(token);
                }
                yield functions.parse();
            }
        };
    }

    private static FaultException unknown(Token token) {
        String advice =
                token.text().startsWith("relay4") || token.text().startsWith("pkt4")
                        ? ", which only a DHCPv4 server has"
                        : ", which is no word of an expression";
        return new FaultException(
                new ExpressionFault(
                        token.at(), "found " + token.describe() + advice, token.text(), WORDS));
    }

    private static Value.Literal literal(Token token, Octets octets) {
        return new Value.Literal(token.at(), octets);
    }

    private static Octets hex(Token token) throws FaultException {
        String digits = token.text().substring(2);
        if (digits.isEmpty()) {
            throw FaultException.at(token.at(), "'0x' needs hexadecimal digits after it");
        }
        return Octets.parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
    }

    private static Octets address(Token token) throws FaultException {
        if (token.text().indexOf(':') < 0) {
            return ipv4(token);
        }
        return Ipv6Address.tryParse(token.text())
                .map(a -> Octets.of(a.toBytes()))
                .orElseThrow(() -> noAddress(token));
    }

    private static Octets ipv4(Token token) throws FaultException {
        String[] parts = token.text().split("\\.", -1);
        byte[] octets = new byte[4];
        for (int i = 0; i < parts.length; i++) {
            if (parts.length != 4 || !parts[i].matches("[0-9]{1,3}")) {
                throw noAddress(token);
            }
            int octet = Integer.parseInt(parts[i]);
            if (octet > 0xff) {
                throw noAddress(token);
            }
            octets[i] = (byte) octet;
        }
        return Octets.of(octets);
    }

    private static FaultException noAddress(Token token) {
        return FaultException.at(token.at(), token.describe() + " is no IP address");
    }
}
