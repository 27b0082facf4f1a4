package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeaJsonTest {
    private final Problems problems = new Problems(false);

    private Object read(String text, Map<String, String> files) {
        TextResolver resolver =
                path ->
                        files.containsKey(path)
                                ? new TextResolver.Text(files.get(path))
                                : new TextResolver.Unreadable("no such file");
        JsonValue value = KeaJson.read("main", text, resolver, problems);
        return value == null ? problems.toList().toString() : value.toPlain();
    }

    private Object read(String text) {
        return read(text, Map.of());
    }

    @Test
    void readsWhatKeaReads() {
        assertThat(
                        read(
                                """
                                \ufeff{ # one
                                  "a": [ 01, -2, .5, 1e3, 2. ], // two /* not three */
                                  /* # three */ "b": "/* no */ // comment # here",
                                  "c": "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9", "d": null,
                                  "e": { "f": true, "g": false, }, "h": [ ] }
                                // the end"""))
                .hasToString(
                        "{a=[1, -2, 0.5, 1000.0, 2.0], b=/* no */ // comment # here,"
                                + " c=\"\\/\b\f\n\r\té, d=null, e={f=true, g=false}, h=[]}");
        assertThat(problems.toList())
                .extracting(Problem::toString)
                .containsExactly(
                        "main:5:31: superfluous comma before '}': has something been left out?");
    }

    @Test
    void readsIncludedTextInPlace() {
        Map<String, String> files =
                Map.of(
                        "list", "[ 1, <?include \"inner\"?>, 3 ] # done",
                        "inner", "\n  2",
                        "empty", "",
                        "members", "\"x\": 1,\n\"y\": zero");
        assertThat(read("{ \"a\": <?include \"list\"?><?include  \"empty\" ?> }", files))
                .hasToString("{a=[1, 2, 3]}");
        assertThat(read("{ <?include \"members\"?> }", files))
                .as("positions name the included file")
                .asString()
                .contains("members:2:6: found 'zero'");
    }

    @Test
    void includesAtMostTenLevels() {
        assertThat(read("<?include \"self\"?>", Map.of("self", "<?include \"self\"?>")))
                .asString()
                .contains("self:1:1: files include each other more than 10 levels deep");
        assertThat(read(chain(10), files(10))).hasToString("{}");
        assertThat(read(chain(11), files(11))).asString().contains("more than 10 levels");
    }

    private static String chain(int from) {
        return "<?include \"" + from + "\"?>";
    }

    private static Map<String, String> files(int count) {
        return Stream.iterate(1, i -> i + 1)
                .limit(count)
                .collect(Collectors.toMap(String::valueOf, i -> i == 1 ? "{ }" : chain(i - 1)));
    }

    @Test
    void boundsTheNumberOfIncludes() {
        String many = "<?include \"next\"?>".repeat(40);
        TextResolver growing =
                path ->
                        new TextResolver.Text(
                                path.length() > 8 ? " " : many.replace("next", path + "x"));
        assertThat(KeaJson.read("main", many, growing, problems)).isNull();
        assertThat(problems.toList())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("more than 1000 files"));
    }

    @Test
    void boundsTheLengthOfAllIncludesTogether() {
        String half = " ".repeat(TextResolver.LENGTH_MAX / 2 + 1);
        TextResolver large = path -> new TextResolver.Text(half);
        String twice = "{ <?include \"a\"?>\n<?include \"b\"?> }";
        assertThat(KeaJson.read("main", twice, large, problems)).isNull();
        assertThat(problems.toList())
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.location()).hasToString("main:2:1");
                            assertThat(p.message()).contains("more than 33554432 characters");
                        });
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "",
                "   \n",
                "{\"a\":".repeat(1_000_000),
                "[".repeat(1_000_000),
                "{\"a\": " + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}",
                "{\"a\": [" + "0,".repeat(KeaJson.VALUES_MAX) + "]}",
                "{\"" + "a".repeat(1_000_000),
                "{\"a\": \"" + "b".repeat(1_000_000),
                "{\"a\": " + "w".repeat(1_000_000) + "}",
                "/*".repeat(1_000_000),
                "#".repeat(1_000_000),
                "{ \0 }",
                "{\"a\": \"\0\"}",
                "{\"a\": \"\\u0000\"}",
                "{\"a\": \"\\",
                "{\"a\": \"\\u12",
                "{\"a\" 1}",
                "{1: 2}",
                "{\"a\": }",
                "{,}",
                "{\"a\": [1 2]}",
                "{\"a\": [,]}",
                "{\"a\": +1}",
                "<?",
                "<?include",
                "<?include \"",
                "<?include \"x\"",
                "\ud800",
                "}");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void refusesHostileText(String text) {
        assertThat(KeaJson.read("main", text, TextResolver.NONE, problems)).isNull();
        List<Problem> found = problems.toList();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().message())
                .as("no input makes a message long")
                .hasSizeLessThan(200);
        ParseResult<ServerConfig> result = ConfigFiles.parseText("main", text);
        assertThat(result.config()).isEmpty();
        assertThat(result.errors()).hasSize(1);
    }

    static Stream<String> hostileNumbers() {
        return Stream.of(
                "9".repeat(1_000_000),
                "0." + "9".repeat(1_000_000) + "x",
                "1e999999999",
                "-",
                "1.2.3");
    }

    @ParameterizedTest
    @MethodSource("hostileNumbers")
    void reportsHostileNumbersAndReadsOn(String number) {
        String text = "{\"Dhcp6\": {\"valid-lifetime\": %s, \"no\": 1}}".formatted(number);
        assertThat(ConfigFiles.parseText("main", text).errors())
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.message()).hasSizeLessThan(200));
        assertThat(KeaJson.read("main", text, TextResolver.NONE, problems)).isNotNull();
        assertThat(problems.errors()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {98, 99})
    void acceptsDeepButBoundedNesting(int lists) {
        String text = "{\"a\": " + "[".repeat(lists) + "]".repeat(lists) + "}";
        assertThat(KeaJson.read("main", text, TextResolver.NONE, problems)).isNotNull();
    }

    @Test
    void acceptsLongStrings() {
        String tag = "x".repeat(1_000_000);
        assertThat(
                        ConfigFiles.parseText("f", "{\"Dhcp6\": {\"server-tag\": \"" + tag + "\"}}")
                                .problems())
                .isEmpty();
        assertThat(
                        ConfigFiles.parseText(
                                        "f", "{\"Dhcp6\": {\"" + tag + "\": \"" + tag + "\"}}")
                                .errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message()).hasSizeLessThan(200));
    }
}
