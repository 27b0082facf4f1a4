package io.tandem6.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.control.ControlCodec.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ControlCodecTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void readsACommandAndKeepsItsEnvelope() {
        Decoded decoded =
                decode(
                        """
                        {"service": ["dhcp6"], "command": "lease6-get",
                         "arguments": {"x": 1}, "remote-address": "::1"}""");
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        Decoded.Accepted accepted = (Decoded.Accepted) decoded;
        assertThat(accepted.request())
                .isEqualTo(new ControlRequest("lease6-get", JSON.objectNode().put("x", 1)));
        assertThat(accepted.envelope().get("service").get(0).stringValue()).isEqualTo("dhcp6");
    }

    @Test
    void readsACommandWithoutArguments() {
        assertThat(((Decoded.Accepted) decode("{\"command\": \"\"}")).request())
                .isEqualTo(new ControlRequest("", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                          ~ Invalid command Element specified, expected map
                    "x"                         ~ Invalid command Element specified, expected map
                    null                        ~ Invalid command Element specified, expected map
                    {}                          ~ Invalid answer specified, does not contain mandatory 'command'
                    {"foo": 1}                  ~ Invalid answer specified, does not contain mandatory 'command'
                    {"command": 1}              ~ 'command' element in command message is not a string
                    {"command": null}           ~ 'command' element in command message is not a string
                    {"command": "x", "foo": 1}  ~ Received command contains unsupported parameter 'foo'
                    {"command": 1, "foo": 1}    ~ Received command contains unsupported parameter 'foo'
                    """)
    void refusesWhatIsNotACommandInKeasWords(String text, String reason) {
        assertThat(decode(text))
                .isEqualTo(
                        new Decoded.Refused(
                                ControlResponse.error(
                                        "Error during command processing: " + reason)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"command\": \"x\"} {}",
                "{\"command\": \"x\",}",
                "{'command': 'x'}",
                "{\"command\": \"x\"} // comment",
                "{\"command\": NaN}",
                "{\"command\": \"\u0001\"}"
            })
    void saysWhatIsNotJson(String text) {
        assertThat(decode(text)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void tellsWhereTheJsonIsBroken() {
        assertThat(((Decoded.Malformed) decode("{\"command\": \"x\",\n }")).reason())
                .startsWith("error: ")
                .contains(" in <wire>:2:");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThat(decode("[".repeat(100_000))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] text = "{\"command\": \"x?\"}".getBytes(UTF_8);
        text[14] = (byte) 0xff;
        assertThat(ControlCodec.decode(text)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void writesKeysSortedAtEveryLevel() {
        ObjectNode arguments = JSON.objectNode().put("z", 1);
        arguments.putObject("a").put("y", true).put("b", "é");
        assertThat(encode(ControlResponse.success("done", arguments)))
                .isEqualTo(
                        """
                        {"arguments":{"a":{"b":"é","y":true},"z":1},"result":0,"text":"done"}\
                        """);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        assertThat(encode(new ControlResponse(ControlResponse.EMPTY, null, null)))
                .isEqualTo("{\"result\":3}");
    }

    private static Decoded decode(String text) {
        return ControlCodec.decode(text.getBytes(UTF_8));
    }

    private static String encode(ControlResponse answer) {
        return new String(ControlCodec.encode(answer), UTF_8);
    }
}
