package io.tandem6.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.JsonValue;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.Member;
import io.tandem6.config.Location;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Location PLACE = new Location("<wire>", 1, 9);

    private final Recorded configurations = new Recorded();

    private ControlResponse execute(String name, String arguments) {
        Command command =
                ConfigurationCommands.of(configurations).stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        JsonNode node = arguments.isEmpty() ? null : JSON.readTree(arguments);
        List<ControlResponse> answers = new ArrayList<>();
        command.execute(new ControlRequest(name, node), answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | Missing mandatory 'arguments' parameter.",
                "[] | Missing mandatory 'Dhcp6' parameter.",
                "{} | Missing mandatory 'Dhcp6' parameter.",
                "{\"Dhcp6\": []} | 'Dhcp6' parameter expected to be a map.",
                "{\"Dhcp6\": {}, \"Dhcp4\": {}} | Unsupported 'Dhcp4' parameter.",
                "{\"b\": 1, \"c\": 1, \"a\": 1, \"Dhcp6\": {}}"
                        + " | Unsupported 'a' parameter (and 'b') (and 'c').",
            })
    void argumentsThatHoldNoConfigurationAreRefusedInKeasWords(String arguments, String text) {
        assertThat(execute("config-test", arguments)).isEqualTo(ControlResponse.error(text));
        assertThat(execute("config-set", arguments)).isEqualTo(ControlResponse.error(text));
        assertThat(configurations.asked).isEmpty();
    }

    @Test
    void whatConfigGetAnswersCanBeSentBack() {
        String got = execute("config-get", "").arguments().toString();

        assertThat(got).matches("\\{\"Dhcp6\":\\{\"n\":1},\"hash\":\"[0-9A-F]{64}\"}");
        assertThat(execute("config-set", got).text()).isEqualTo("Configuration successful.");
        assertThat(configurations.asked).containsExactly("set {\"Dhcp6\":{\"n\":1}}");
    }

    @Test
    void theHashChangesExactlyWithTheConfiguration() {
        JsonNode first = execute("config-hash-get", "").arguments();
        assertThat(execute("config-hash-get", "").arguments()).isEqualTo(first);
        assertThat(execute("config-get", "").arguments().get("hash")).isEqualTo(first.get("hash"));

        configurations.number = 2;
        assertThat(execute("config-hash-get", "").arguments()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config-set", "config-reload"})
    void successCarriesTheHashOfWhatIsInForceNow(String command) {
        ControlResponse answer = execute(command, "{\"Dhcp6\": {}}");

        assertThat(answer)
                .isEqualTo(
                        ControlResponse.success(
                                "Configuration successful.",
                                execute("config-hash-get", "").arguments()));
    }

    @ParameterizedTest
    @CsvSource({
        "config-set,    '<wire>:1:9: wrong'",
        "config-test,   '<wire>:1:9: wrong'",
        "config-reload, 'Config reload failed: <wire>:1:9: wrong'"
    })
    void aProblemIsAnsweredWithItsPlace(String command, String text) {
        configurations.problem = Optional.of("<wire>:1:9: wrong");

        assertThat(execute(command, "{\"Dhcp6\": {}}")).isEqualTo(ControlResponse.error(text));
    }

    @Test
    void configTestSaysThatNothingWasApplied() {
        assertThat(execute("config-test", "{\"Dhcp6\": {}}").text())
                .isEqualTo(
                        "Configuration seems sane. Control-socket, hook-libraries, and D2"
                                + " configuration were sanity checked, but not applied.");
        assertThat(configurations.asked).containsExactly("test {\"Dhcp6\":{}}");
    }

    @ParameterizedTest
    @CsvSource({
        "config-set,    Configuration successful.",
        "config-reload, Configuration successful.",
        "config-test,   Configuration seems sane.",
    })
    void whatTheOperatorShouldKnowFollowsTheSuccess(String command, String beginning) {
        configurations.notes = List.of("this is down", "that too");

        ControlResponse answer = execute(command, "{\"Dhcp6\": {}}");

        assertThat(answer.result()).isZero();
        assertThat(answer.text()).startsWith(beginning).endsWith(". Note: this is down; that too");
    }

    @Test
    void configTestTellsWhatOnlyARestartCanChange() {
        configurations.needsRestart = List.of("restart for this", "restart for that");

        ControlResponse answer = execute("config-test", "{\"Dhcp6\": {}}");

        assertThat(answer.result()).isZero();
        assertThat(answer.text())
                .startsWith("Configuration seems sane.")
                .endsWith("would refuse it: restart for this; restart for that");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^                      | 0 | Configuration written to default.conf successful",
                "{}                      | 0 | Configuration written to default.conf successful",
                "{\"filename\": \"f.c\"} | 0 | Configuration written to f.c successful",
                "{\"filename\": \"bad\"} | 1 | no such place",
                "{\"filename\": 3}       | 1 | passed parameter 'filename' is not a string"
            })
    void configWriteNamesTheFile(String arguments, int result, String text) {
        ControlResponse answer = execute("config-write", arguments);

        assertThat(answer.result()).isEqualTo(result);
        assertThat(answer.text()).isEqualTo(text);
        if (result == 0) {
            assertThat(answer.arguments().get("size").asInt()).isEqualTo(42);
            assertThat(text).contains(answer.arguments().get("filename").stringValue());
        }
    }

    /** Does what it is asked for at once, and remembers it. */
    private static final class Recorded implements Configurations {
        private final List<String> asked = new ArrayList<>();
        private Optional<String> problem = Optional.empty();
        private List<String> needsRestart = List.of();
        private List<String> notes = List.of();
        private long number = 1;

        @Override
        public JsonValue inForce() {
            return object("Dhcp6", object("n", new JsonInteger(PLACE, number)));
        }

        private static JsonObject object(String key, JsonValue value) {
            SequencedMap<String, Member> members = new LinkedHashMap<>();
            members.put(key, new Member(PLACE, value));
            return new JsonObject(PLACE, members);
        }

        @Override
        public void test(JsonNode configuration, Consumer<TestOutcome> done) {
            asked.add("test " + configuration);
            done.accept(
                    problem.<TestOutcome>map(TestOutcome.Wrong::new)
                            .orElseGet(() -> new TestOutcome.Sane(needsRestart, notes)));
        }

        @Override
        public void set(JsonNode configuration, Consumer<ChangeOutcome> done) {
            asked.add("set " + configuration);
            done.accept(changed());
        }

        @Override
        public void reload(Consumer<ChangeOutcome> done) {
            asked.add("reload");
            done.accept(changed());
        }

        private ChangeOutcome changed() {
            return problem.<ChangeOutcome>map(ChangeOutcome.Refused::new)
                    .orElseGet(() -> new ChangeOutcome.Applied(notes));
        }

        @Override
        public void write(Optional<String> file, Consumer<WriteOutcome> done) {
            done.accept(
                    file.equals(Optional.of("bad"))
                            ? new WriteOutcome.Failed("no such place")
                            : new WriteOutcome.Written(file.orElse("default.conf"), 42));
        }
    }
}
