package io.tandem6.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Location;
import io.tandem6.config.Problem;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class AdminCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Location PLACE = new Location("<wire>", 1, 9);

    private static ControlResponse execute(Command command, String arguments) {
        JsonNode node = arguments.isEmpty() ? null : JSON.readTree(arguments);
        List<ControlResponse> answers = new ArrayList<>();
        command.execute(new ControlRequest(command.name(), node), answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | 0 | 0",
                "{} | 0 | 0",
                "{\"exit-value\": 3} | 0 | 3",
                "{\"exit-value\": \"3\"} | 1 | -1",
                "[] | 1 | -1"
            })
    void shutdownEndsTheServerWithTheStatusAskedFor(String arguments, int result, int status) {
        List<Integer> stopped = new ArrayList<>();

        ControlResponse answer = execute(AdminCommands.shutdown(stopped::add), arguments);

        assertThat(answer.result()).isEqualTo(result);
        assertThat(stopped).isEqualTo(status < 0 ? List.of() : List.of(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | Missing mandatory 'arguments' parameter.",
                "[] | Missing mandatory 'Dhcp6' parameter.",
                "{} | Missing mandatory 'Dhcp6' parameter.",
                "{\"Dhcp6\": []} | 'Dhcp6' parameter expected to be a map."
            })
    void configTestSaysWhatIsMissing(String arguments, String text) {
        assertThat(execute(AdminCommands.configTest(json -> List.of()), arguments))
                .isEqualTo(ControlResponse.error(text));
    }

    @Test
    void configTestToleratesWarningsAndListsErrors() {
        Problem warning = new Problem(Problem.Severity.WARNING, PLACE, "odd");
        Problem error = new Problem(Problem.Severity.ERROR, PLACE, "wrong");
        String arguments = "{\"Dhcp6\": {}}";

        assertThat(execute(AdminCommands.configTest(json -> List.of(warning)), arguments).result())
                .isZero();
        assertThat(execute(AdminCommands.configTest(json -> List.of(warning, error)), arguments))
                .isEqualTo(ControlResponse.error("<wire>:1:9: wrong"));
    }

    @Test
    void statusNamesWhatCannotBeListenedOn() {
        JsonNode retrying =
                ServerStatus.of(
                        7,
                        60,
                        List.of("interface eth0 is down"),
                        JsonNodeFactory.instance.objectNode(),
                        JsonNodeFactory.instance.arrayNode());

        assertThat(retrying.toString())
                .isEqualTo(
                        "{\"pid\":7,\"uptime\":60,\"reload\":60,\"multi-threading-enabled\":false,"
                                + "\"sockets\":{\"status\":\"retrying\",\"errors\":"
                                + "[\"interface eth0 is down\"]},\"dhcp-state\":{}}");
    }
}
