package io.tandem6.server.fuzz;

import io.tandem6.config.AgentConfigParser;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.JsonValue;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.identity.Duid;
import io.tandem6.server.pipeline.ActiveConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Configurations: any text is either one that can be served, or refused with a place. */
public final class ConfigFuzz {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duid SERVER_ID = Duid.parse(FuzzPipeline.SERVER_ID);

    /** Takes what asks for something that is not there, which strictness would only refuse. */
    private static final Dhcp6Parser SERVER =
            new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), true));

    private static final AgentConfigParser AGENT = new AgentConfigParser(TextResolver.NONE);

    private ConfigFuzz() {}

    /** The input is the text in UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.contains("\"Control-agent\"")) {
            check(AGENT.parse("fuzz", text).problems());
        }
        ParseResult<ServerConfig> parsed = SERVER.parse("fuzz", text);
        check(parsed.problems());
        parsed.config().ifPresent(ConfigFuzz::check);
    }

    private static void check(List<Problem> problems) {
        for (Problem problem : problems) {
            if (problem.message().isBlank()
                    || problem.location().line() < 1
                    || problem.location().column() < 1) {
                throw new AssertionError("a problem without text or place: " + problem);
            }
        }
    }

    /** Rules can be made of it, and what config-get shows is the same configuration. */
    private static void check(ServerConfig config) {
        ActiveConfig.of(config, SERVER_ID, 42);
        String shown = JSON.writeValueAsString(config.tree().toPlain());
        ParseResult<ServerConfig> again = SERVER.parse("shown", shown);
        JsonValue tree =
                again.config()
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "config-get shows what cannot be read: "
                                                        + again.errors()
                                                        + "\n"
                                                        + shown))
                        .tree();
        String shownAgain = JSON.writeValueAsString(tree.toPlain());
        if (!shownAgain.equals(shown)) {
            throw new AssertionError("not the same again:\n" + shown + "\n" + shownAgain);
        }
    }
}
