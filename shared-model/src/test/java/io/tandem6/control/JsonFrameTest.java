package io.tandem6.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.control.JsonFrame.Progress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFrameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                    ~ {}
                    {"a": [1, {"b": "}"}]} and more       ~ {"a": [1, {"b": "}"}]}
                    {"a": "\\" } \\\\"}{"second": 1}      ~ {"a": "\\" } \\\\"}
                    [[], "]"] ]                           ~ [[], "]"]
                    /* { **/ {"a": 1}                     ~ {"a": 1}
                    {"a": /* } */ 1, "b": "# // /*"}      ~ {"a":         1, "b": "# // /*"}
                    {"grüße": "{ä"} x                     ~ {"grüße": "{ä"}
                    { ] }                                 ~ { ]
                    """)
    void endsWhereTheBracketsAreBalancedHoweverTheStreamIsCut(String stream, String value) {
        byte[] bytes = stream.getBytes(UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertThat(textOf(feed(new JsonFrame(1000), bytes, piece))).isEqualTo(value);
        }
    }

    @Test
    void skipsLineCommentsAndSpace() {
        byte[] stream = "\r\n\t # {\n// [ \n{\"a\": # }\n 1}".getBytes(UTF_8);
        assertThat(textOf(feed(new JsonFrame(100), stream, 1))).isEqualTo("{\"a\":    \n 1}");
    }

    @Test
    void leavesWhatFollowsTheValue() {
        ByteBuffer stream = ByteBuffer.wrap("{}rest".getBytes(UTF_8));
        assertThat(new JsonFrame(100).accept(stream)).isInstanceOf(Progress.Complete.class);
        assertThat(stream.remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    hello         ~ invalid first character h
                    "text"        ~ invalid first character "
                    /* x */ 7     ~ invalid first character 7
                    } {           ~ invalid first character }
                    /x {}         ~ invalid characters /x
                    é             ~ invalid first character 0xc3
                    """)
    void refusesWhatCannotStartAValue(String stream, String reason) {
        assertThat(feed(new JsonFrame(100), stream.getBytes(UTF_8), 1))
                .isEqualTo(new Progress.Unexpected(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\": \"}", "{\"a\": 1 # }", "/* {} ", "   "})
    void waitsForTheRest(String stream) {
        JsonFrame frame = new JsonFrame(100);
        assertThat(feed(frame, stream.getBytes(UTF_8), 3)).isInstanceOf(Progress.Incomplete.class);
        assertThat(frame.received()).isEqualTo(stream.length());
    }

    @ParameterizedTest
    @CsvSource({"9999, false", "10000, true", "10001, true"})
    void keepsToItsLimit(int limitBytes, boolean fits) {
        byte[] stream = ("{\"a\": \"" + "x".repeat(9991) + "\"}").getBytes(UTF_8);
        assertThat(stream).hasSize(10_000);
        Progress progress = feed(new JsonFrame(limitBytes), stream, 4096);
        if (fits) {
            assertThat(textOf(progress)).hasSize(10_000);
        } else {
            assertThat(progress).isEqualTo(new Progress.TooLong(limitBytes));
        }
    }

    private static Progress feed(JsonFrame frame, byte[] stream, int piece) {
        Progress progress = new Progress.Incomplete();
        for (int at = 0; at < stream.length; at += piece) {
            int length = Math.min(piece, stream.length - at);
            progress = frame.accept(ByteBuffer.wrap(stream, at, length));
            if (!(progress instanceof Progress.Incomplete)) {
                return progress;
            }
        }
        return progress;
    }

    private static String textOf(Progress progress) {
        assertThat(progress).isInstanceOf(Progress.Complete.class);
        return new String(((Progress.Complete) progress).value(), UTF_8);
    }
}
