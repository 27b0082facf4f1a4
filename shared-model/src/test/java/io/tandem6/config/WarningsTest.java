package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not prevent use but should be known. */
class WarningsTest {
    @Test
    void namesWhatHasNoEffect() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/warnings.json");
        assertThat(result.errors()).isEmpty();
        assertThat(result.problems())
                .extracting(p -> p.toString().replaceFirst("^[^:]*:", ""))
                .usingElementComparator(
                        (found, wanted) -> found.startsWith(wanted) ? 0 : found.compareTo(wanted))
                .containsExactlyInAnyOrder(
                        "3:50: superfluous comma before ']'",
                        "3:53: superfluous comma before '}'",
                        "4:5: 'adaptive-lease-time-threshold' of Dhcp6 has no effect",
                        "6:5: 'dhcp4o6-port' of Dhcp6 has no effect",
                        "16:104: the sub-option is left out",
                        "8:38: no DNS updates are made yet, though clients are told that they are",
                        "9:24: 'extended-info-checks' of sanity-checks has no effect",
                        "12:39: hook library 'libdhcp_run_script.so' is known but not active",
                        "14:41: only 1 of 2 comma separated fields are used",
                        "15:9: the option has no data and is sent empty",
                        "17:9: the option has no effect: no option of this list encapsulates");
    }

    @ParameterizedTest
    @CsvSource({
        "syslog,        false",
        "syslog:local3, false",
        "syslog:DAEMON, false",
        "syslog.log,    false",
        "syslog:locla3, true",
        "'syslog:',     true",
        "'syslog: ',    true",
    })
    void warnsOfAFacilityThatSyslogDoesNotHave(String output, boolean warned) {
        ParseResult<ServerConfig> result =
                ConfigFiles.parseText(
                        "f",
                        """
                        { "Dhcp6": { "loggers": [ { "name": "kea-dhcp6",
                            "output-options": [ { "output": "%s" } ] } ] } }
                        """
                                .formatted(output));
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings())
                .extracting(Problem::toString)
                .filteredOn(text -> text.startsWith("f:2:37: '" + output + "' names no facility"))
                .hasSize(warned ? 1 : 0);
    }

    @Test
    void refusesOrIgnoresWhatIsNotSupported() {
        String text = ConfigFiles.read("dhcp6/bad/unsupported.json");
        ParseResult<ServerConfig> ignoring =
                new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), true))
                        .parse("f", text);
        assertThat(ConfigFiles.parseText("f", text).errors()).isNotEmpty();
        assertThat(ignoring.errors()).isEmpty();
        assertThat(ignoring.warnings())
                .filteredOn(p -> p.message().contains("not supported yet and ignored"))
                .hasSameSizeAs(ConfigFiles.parseText("f", text).errors());
        ServerConfig config = ignoring.config().orElseThrow();
        assertThat(config.leaseDatabase()).isEqualTo(LeaseDatabase.DEFAULT);
    }

    @Test
    void reportsNamesThatNoPeerHas() {
        ParseResult<ServerConfig> result =
                new Dhcp6Parser(
                                TextResolver.NONE,
                                new Dhcp6ParserOptions(Optional.of("server3"), false))
                        .parse("f", ConfigFiles.read("dhcp6/good/hot-standby.json"));
        assertThat(result.errors())
                .singleElement()
                .satisfies(
                        e -> assertThat(e.message()).contains("'server3'", "no HA relationship"));
    }

    @Test
    void aFileThatIsOnAnotherMachineIsNoErrorWhereItIsOnlyChecked() {
        String text =
                """
                { "Dhcp6": { "control-sockets": [
                    { "socket-type": "http", "socket-port": 8000, "socket-address": "::1",
                      "authentication": { "type": "basic", "directory": "/etc/passwords",
                          "clients": [ { "user": "me", "password-file": "mine" } ] } } ] } }
                """;
        ParseResult<ServerConfig> elsewhere =
                new Dhcp6Parser(
                                TextResolver.NONE,
                                new Dhcp6ParserOptions(Optional.empty(), false, true))
                        .parse("f", text);
        assertThat(elsewhere.errors()).isEmpty();
        assertThat(elsewhere.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "f:4:57: cannot read '/etc/passwords/mine': files cannot be named here; the"
                                + " server will not start where this is so");
        assertThat(ConfigFiles.parseText("f", text).errors())
                .extracting(Problem::toString)
                .containsExactly(
                        "f:4:57: cannot read '/etc/passwords/mine': files cannot be named here");
    }

    @Test
    void aLeaseCacheDoesNotGoTogetherWithHighAvailability() {
        String text =
                ConfigFiles.read("dhcp6/good/hot-standby.json")
                        .replaceFirst(
                                "\"subnet6\"",
                                "\"cache-threshold\": 0.5, \"cache-max-age\": 0, \"subnet6\"");
        ParseResult<ServerConfig> result = ConfigFiles.parseText("f", text);
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings())
                .singleElement()
                .satisfies(
                        w ->
                                assertThat(w.message())
                                        .contains(
                                                "'cache-threshold'", "sent to the partner first"));
        assertThat(result.config().orElseThrow().subnets())
                .extracting(subnet -> subnet.leasing().cache())
                .containsOnly(LeaseCache.OFF);
    }
}
