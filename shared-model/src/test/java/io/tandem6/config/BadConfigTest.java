package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations with mistakes. Each file says in its head where an error is expected ({@code #
 * expect LINE:COLUMN}) and a phrase of its message; no other errors may occur.
 */
class BadConfigTest {
    private static final Pattern EXPECTED =
            Pattern.compile("^# expect (\\d+):(\\d+) (.+)$", Pattern.MULTILINE);

    static Stream<String> dhcp6() throws Exception {
        return ConfigFiles.list("dhcp6/bad").stream();
    }

    static Stream<String> agent() throws Exception {
        return ConfigFiles.list("agent/bad").stream();
    }

    @ParameterizedTest
    @MethodSource
    void dhcp6(String file) {
        check(file, ConfigFiles.parse(file));
    }

    @ParameterizedTest
    @MethodSource
    void agent(String file) {
        check(
                file,
                new AgentConfigParser(AgentConfigParserTest.FILES)
                        .parse(file, ConfigFiles.read(file)));
    }

    private static void check(String file, ParseResult<?> result) {
        assertThat(result.config()).isEmpty();
        List<Problem> errors = new ArrayList<>(result.errors());
        Matcher expected = EXPECTED.matcher(ConfigFiles.read(file));
        List<String> missing = new ArrayList<>();
        while (expected.find()) {
            Location location =
                    new Location(
                            file,
                            Integer.parseInt(expected.group(1)),
                            Integer.parseInt(expected.group(2)));
            String phrase = expected.group(3);
            boolean found =
                    errors.removeIf(
                            e -> e.location().equals(location) && e.message().contains(phrase));
            if (!found) {
                missing.add(location + ": " + phrase);
            }
        }
        assertThat(missing).as("errors that were expected, among %s", result.errors()).isEmpty();
        assertThat(errors).as("errors that were not expected").isEmpty();
    }
}
