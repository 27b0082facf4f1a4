package io.tandem6.server.fake;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.server.fake.IndentedText.Node;

/** Kea's own configuration language in a file of indented text. */
public final class KeaText {
    private KeaText() {}

    /** Reads the contents of a {@code Dhcp6} map in the lines below {@code node}. */
    public static ServerConfig parse(Node node) {
        StringBuilder text = new StringBuilder("{ \"Dhcp6\": {\n");
        append(node, text);
        ParseResult<ServerConfig> result =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("json", text.append("} }").toString());
        return result.config()
                .orElseThrow(() -> new AssertionError(text + " " + result.problems()));
    }

    private static void append(Node node, StringBuilder text) {
        for (Node line : node.children()) {
            text.append(line.text()).append('\n');
            append(line, text);
        }
    }
}
