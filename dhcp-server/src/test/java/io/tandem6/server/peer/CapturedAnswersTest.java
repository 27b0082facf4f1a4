package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tandem6.lease.LeaseJson;
import io.tandem6.server.fake.CapturedExchange;
import io.tandem6.server.peer.PeerResult.Answer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever a real Kea has answered is understood. */
class CapturedAnswersTest {
    static Stream<CapturedExchange> exchanges() {
        return Stream.of("kea-2.2.txt", "kea-3.3.txt")
                .flatMap(file -> CapturedExchange.of(file).stream());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void isUnderstood(CapturedExchange exchange) {
        PeerResult result =
                AnswerReader.read(
                        200, exchange.answer().toString().getBytes(StandardCharsets.UTF_8));

        assertThat(result).isInstanceOf(Answer.class);
        Answer answer = (Answer) result;
        assertThat(answer.result()).isEqualTo(exchange.firstAnswer().path("result").asInt());
        assertThat(answer.text()).isEqualTo(exchange.firstAnswer().path("text").asString(""));
        switch (exchange.command()) {
            case "ha-heartbeat" -> {
                if (answer.isSuccess()) {
                    assertThatCode(() -> HeartbeatAnswer.decode(answer.arguments()))
                            .doesNotThrowAnyException();
                }
            }
            case "lease6-bulk-apply" ->
                    assertThat(UpdateVerdict.of(answer))
                            .isEqualTo(
                                    exchange.answeredByTheAgent()
                                            ? UpdateVerdict.REFUSED
                                            : UpdateVerdict.ACCEPTED);
            case "lease6-get-page" -> {
                assertThat(answer.arguments().path("leases").isArray()).isTrue();
                for (JsonNode lease : answer.arguments().path("leases")) {
                    assertThatCode(() -> LeaseJson.fromPage(lease)).doesNotThrowAnyException();
                }
            }
            default ->
                    assertThat(answer.isSuccess())
                            .as("the answers to all others tell by their result")
                            .isTrue();
        }
    }
}
