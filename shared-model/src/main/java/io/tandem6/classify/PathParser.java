package io.tandem6.classify;

import io.tandem6.classify.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Parses what an expression takes from a packet: {@code option[1].hex}, {@code pkt6.msgtype}. */
final class PathParser {
    private static final long ENTERPRISE_MAX = 0xffffffffL;
    private static final int OPTION_CODE_MAX = 0xffff;
    private static final String NO_SPACE = "";

    private final TokenStream tokens;
    private final OptionDictionary options;

    PathParser(TokenStream tokens, OptionDictionary options) {
        this.tokens = tokens;
        this.options = options;
    }

    /** Reads from one of the words that say where to look. */
    Expression parse() throws FaultException {
        Token token = tokens.next();
        int at = token.at();
        return switch (token.text()) {
            case "option" -> option(at, new OptionPath.Client(), OptionDictionary.DHCP6);
            case "relay6" -> relay(at);
            case "vendor" -> vendor(at, false);
            case "vendor-class" -> vendor(at, true);
            case "pkt" -> packet(at);
            default -> message(at);
        };
    }

    private Expression packet(int at) throws FaultException {
        tokens.expect(".");
        return new Value.PacketField(
                at,
                switch (tokens.word("iface", "src", "dst", "len")) {
                    case "iface" -> Value.Field.INTERFACE;
                    case "src" -> Value.Field.SOURCE;
                    case "dst" -> Value.Field.DESTINATION;
                    default -> Value.Field.LENGTH;
                });
    }

    private Expression message(int at) throws FaultException {
        tokens.expect(".");
        return new Value.PacketField(
                at,
                tokens.word("msgtype", "transid").equals("msgtype")
                        ? Value.Field.MESSAGE_TYPE
                        : Value.Field.TRANSACTION_ID);
    }

    private Expression relay(int at) throws FaultException {
        tokens.expect("[");
        int level = (int) tokens.integer(-32, 31, "the number of a relay");
        tokens.expect("]");
        tokens.expect(".");
        String what = tokens.word("option", "peeraddr", "linkaddr");
        return what.equals("option")
                ? option(at, new OptionPath.Relay(level), OptionDictionary.DHCP6)
                : new Value.RelayAddress(at, level, what.equals("peeraddr"));
    }

    private Expression vendor(int at, boolean isClass) throws FaultException {
        if (tokens.accept(".")) {
            tokens.word("enterprise");
            return new Value.VendorEnterprise(at, isClass);
        }
        tokens.expect("[");
        long enterprise =
                tokens.accept("*")
                        ? VendorOption.ANY
                        : tokens.integer(0, ENTERPRISE_MAX, "an enterprise number or '*'");
        tokens.expect("]");
        tokens.expect(".");
        VendorOption option = new VendorOption(isClass, enterprise);
        String what = isClass ? tokens.word("data", "exists") : tokens.word("option", "exists");
        return switch (what) {
            case "exists" -> new Condition.VendorExists(at, option);
            case "data" -> new Value.VendorClassData(at, option, index());
            default ->
                    option(
                            at,
                            new OptionPath.Vendor(option),
                            enterprise == VendorOption.ANY
                                    ? NO_SPACE
                                    : OptionDictionary.vendorSpace(enterprise));
        };
    }

    private int index() throws FaultException {
        if (!tokens.accept("[")) {
            return 0;
        }
        int index = (int) tokens.integer(0, OPTION_CODE_MAX, "the number of a part");
        tokens.expect("]");
        return index;
    }

    /** Reads from behind the word {@code option}. */
    private Expression option(int at, OptionPath.Root root, String space) throws FaultException {
        List<Integer> codes = new ArrayList<>();
        String within = space;
        int code = code(within);
        codes.add(code);
        while (true) {
            tokens.expect(".");
            OptionPath path = new OptionPath(root, codes);
            switch (tokens.word("hex", "text", "exists", "option")) {
                case "hex" -> {
                    return new Value.OptionHex(at, path);
                }
                case "text" -> {
                    return new Value.OptionText(at, path, options.textForm(within, code));
                }
                case "exists" -> {
                    return new Condition.OptionExists(at, path);
                }
                default -> {
                    within = options.encapsulated(within, code).orElse(NO_SPACE);
                    code = code(within);
                    codes.add(code);
                }
            }
        }
    }

    private int code(String space) throws FaultException {
        tokens.expect("[");
        Token token = tokens.peek();
        int code;
        if (token.kind() == Kind.WORD) {
            OptionalInt named = options.code(space, token.text());
            if (named.isEmpty()) {
                throw new FaultException(
                        new ExpressionFault(
                                token.at(),
                                "option "
                                        + token.describe()
                                        + " is not defined"
                                        + (space.isEmpty() ? " here" : " in space '" + space + "'"),
                                token.text(),
                                options.names(space)));
            }
            tokens.next();
            code = named.getAsInt();
        } else {
            code = (int) tokens.integer(0, OPTION_CODE_MAX, "the code or name of an option");
        }
        tokens.expect("]");
        return code;
    }
}
