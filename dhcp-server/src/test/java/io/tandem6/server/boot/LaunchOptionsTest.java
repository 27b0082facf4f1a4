package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6ParserOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchOptionsTest {
    private static LaunchOptions parse(String line) {
        return LaunchOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")), Map.of());
    }

    @Test
    void servesOnTheStandardPortsByDefault() {
        assertThat(parse("-c kea.conf"))
                .isEqualTo(
                        new LaunchOptions.Serve(
                                Path.of("kea.conf"),
                                false,
                                547,
                                OptionalInt.empty(),
                                Dhcp6ParserOptions.DEFAULT));
    }

    @Test
    void takesKeasOptionsInAnyOrder() {
        assertThat(parse("-P 10546 -d -p 10547 -c kea.conf"))
                .isEqualTo(
                        new LaunchOptions.Serve(
                                Path.of("kea.conf"),
                                true,
                                10547,
                                OptionalInt.of(10546),
                                Dhcp6ParserOptions.DEFAULT));
    }

    @Test
    void theCommandLineNamesTheServerBeforeTheEnvironmentDoes() {
        Map<String, String> environment = Map.of(LaunchOptions.SERVER_NAME_VARIABLE, "server2");
        assertThat(LaunchOptions.parse(List.of("-t", "f"), environment))
                .isEqualTo(new LaunchOptions.Check(Path.of("f"), named("server2")));
        assertThat(LaunchOptions.parse(List.of("-t", "f", "--server-name", "server1"), environment))
                .isEqualTo(new LaunchOptions.Check(Path.of("f"), named("server1")));
    }

    private static Dhcp6ParserOptions named(String server) {
        return new Dhcp6ParserOptions(Optional.of(server), false, true);
    }

    @Test
    void filesMayBeMissingOnlyWhereTheConfigurationIsMerelyChecked() {
        assertThat(parse("-T f"))
                .isEqualTo(
                        new LaunchOptions.Check(
                                Path.of("f"),
                                new Dhcp6ParserOptions(Optional.empty(), false, false)));
        assertThat(parse("-t f"))
                .isEqualTo(
                        new LaunchOptions.Check(
                                Path.of("f"),
                                new Dhcp6ParserOptions(Optional.empty(), false, true)));
    }

    @Test
    void featuresAreLeftOutOnlyOnRequest() {
        assertThat(parse("-t f --ignore-unsupported"))
                .isEqualTo(
                        new LaunchOptions.Check(
                                Path.of("f"),
                                new Dhcp6ParserOptions(Optional.empty(), true, true)));
    }

    @ParameterizedTest
    @CsvSource({
        "-v, VERSION",
        "-V, EXTENDED_VERSION",
        "-W, BUILD_REPORT",
        "--help, USAGE",
        "-c kea.conf -v, VERSION"
    })
    void printsWhatIsAskedFor(String line, LaunchOptions.Text what) {
        assertThat(parse(line)).isEqualTo(new LaunchOptions.Print(what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | -c FILE is missing: the configuration file to serve with",
                "-c | option -c needs a value",
                "-c f -p | option -p needs a value",
                "-c f -p 0 | option -p needs a port, 1..65535, not '0'",
                "-c f -p 65536 | option -p needs a port, 1..65535, not '65536'",
                "-c f -P x | option -P needs a port, 1..65535, not 'x'",
                "-c f -x | unknown option -x",
                "kea.conf | unknown option kea.conf"
            })
    void saysWhatIsWrong(String line, String reason) {
        assertThat(parse(line)).isEqualTo(new LaunchOptions.Invalid(reason));
    }
}
