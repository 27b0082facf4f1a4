package io.tandem6.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void statusNamesWhatCannotBeListenedOn() {
        JsonNode retrying =
                ServerStatus.of(
                        7,
                        60,
                        20,
                        List.of("interface eth0 is down"),
                        JsonNodeFactory.instance.objectNode(),
                        JsonNodeFactory.instance.arrayNode());

        assertThat(retrying.toString())
                .isEqualTo(
                        "{\"pid\":7,\"uptime\":60,\"reload\":20,\"multi-threading-enabled\":false,"
                                + "\"sockets\":{\"status\":\"retrying\",\"errors\":"
                                + "[\"interface eth0 is down\"]},\"dhcp-state\":{}}");
    }
}
