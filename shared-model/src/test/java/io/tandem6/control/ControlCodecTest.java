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

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"command": "x",}               ~ superfluous comma before '}': has something been left out? in <wire>:1:16
                    {"command": }                   ~ found '}', expected a value in <wire>:1:13
                    {"command": NaN}                ~ found 'NaN', expected a JSON value (text must stand in double quotes) in <wire>:1:13
                    {"command" "x"}                 ~ found string "x", expected ':' in <wire>:1:12
                    {"command": "x" "arguments": 1} ~ found string "arguments", expected ',' or '}' in <wire>:1:17
                    {"command": "x"                 ~ found the end of the file, expected ',' or '}' in <wire>:1:16
                    {command: "x"}                  ~ found 'command', expected a JSON value (text must stand in double quotes) in <wire>:1:2
                    {"command": "x"]                ~ found ']', expected ',' or '}' in <wire>:1:16
                    {"command": "\\q"}              ~ found '\\' and 'q', which is no JSON escape in <wire>:1:14
                    {"command": "\\u20ac" x}        ~ found 'x', expected a JSON value (text must stand in double quotes) in <wire>:1:22
                    {"command": "x", "command": "y"} ~ 'command' stands twice in this map, first at <wire>:1:2 in <wire>:1:18
                    {"command": "x", "arguments": {"a": 1, "b": {}, "a": 2}} ~ 'a' stands twice in this map, first at <wire>:1:32 in <wire>:1:49
                    {"command": "x"} {}             ~ found '{', expected nothing after the closing '}' in <wire>:1:18
                    <?include "/etc/passwd"?>       ~ cannot include '/etc/passwd': files cannot be named here in <wire>:1:1
                    """)
    void tellsInItsOwnWordsWhereTheJsonIsBroken(String text, String reason) {
        assertThat(decode(text)).isEqualTo(new Decoded.Malformed("error: " + reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\": 01}",
                "{\"command\": .5}",
                "{\"%s\": 1, \"%s\": 2}",
                "{\"command\": %s}",
                "{\"command\": \"x\", \"%s\": 1}",
                "{%s",
                "{\"a\": [[[[[%s"
            })
    void isBriefAndKeepsTheLibraryOutOfIt(String form) {
        String text = form.replace("%s", "x".repeat(1_000_000));
        String reason =
                switch (decode(text)) {
                    case Decoded.Malformed(String fault) -> fault;
                    case Decoded.Refused(ControlResponse answer) -> answer.text();
                    case Decoded.Accepted accepted -> throw new AssertionError(accepted);
                };
        assertThat(reason)
                .hasSizeLessThan(250)
                .doesNotContainIgnoringCase("constraint")
                .doesNotContainIgnoringCase("feature")
                .doesNotContain("code ");
    }

    @Test
    void refusesLongNumbers() {
        assertThat(decode("{\"command\": " + "9".repeat(5000) + "}"))
                .isEqualTo(
                        new Decoded.Malformed(
                                "error: number "
                                        + "9".repeat(40)
                                        + "... does not fit into 64 bits in <wire>:1:13"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"command\": \"x\", \"arguments\": "})
    void refusesNestingWithoutEnd(String beginning) {
        String text = beginning + "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(((Decoded.Malformed) decode(text)).reason()).hasSizeLessThan(150);
        assertThat(decode("{\"command\": " + "[".repeat(100) + "]".repeat(100) + "}"))
                .isEqualTo(
                        new Decoded.Malformed(
                                "error: nested more than 100 levels deep in <wire>:1:112"));
        assertThat(decode("{\"command\": " + "[".repeat(99) + "]".repeat(99) + "}"))
                .isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] text = "{\"command\": \"x?\"}".getBytes(UTF_8);
        text[14] = (byte) 0xff;
        assertThat(ControlCodec.decode(text))
                .isEqualTo(new Decoded.Malformed("error: no UTF-8 in <wire>:1:16"));
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
