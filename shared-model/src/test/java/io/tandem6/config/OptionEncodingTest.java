package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptionEncodingTest {
    static Stream<List<String>> options() {
        return ConfigFiles.read("options.csv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void encodes(List<String> line) throws BadDataException {
        OptionEncoder.Encoded encoded =
                OptionEncoder.encodeFields(definition(line.get(0)), line.get(1));
        assertThat(encoded.payload()).isEqualTo(Octets.parseHex(line.get(2).replace(" ", "")));
    }

    private static OptionDefinition definition(String text) {
        Optional<OptionDefinition> standard =
                OptionDefinitions.read(List.of(), new Problems(false))
                        .byName(OptionData.DHCP6_SPACE, text);
        if (standard.isPresent()) {
            return standard.get();
        }
        List<OptionType> types =
                Stream.of(text.split(",")[0].split("\\+"))
                        .map(word -> OptionType.of(word).orElseThrow())
                        .toList();
        return new OptionDefinition(
                OptionData.DHCP6_SPACE,
                65000,
                "own",
                types.size() == 1 ? types.getFirst() : OptionType.RECORD,
                types.size() == 1 ? List.of() : types,
                text.endsWith("array"),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsEncodedSomewhere(OptionType type) {
        assertThat(options().map(line -> definition(line.getFirst())))
                .anyMatch(d -> d.type() == type);
    }

    @Test
    void putsSubOptionsIntoTheirParent() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/sub-options.json");
        assertThat(result.problems()).isEmpty();
        List<OptionData> options = result.config().orElseThrow().options();
        assertThat(options)
                .extracting(o -> o.space() + " " + o.code() + " " + o.payload())
                .containsExactly(
                        "dhcp6 94 "
                                + "00590018"
                                + "010018"
                                + "c0000200"
                                + "4020010db800010000"
                                + "005d0004"
                                + "02043000"
                                + "005a0010"
                                + "20010db8000000000000000000000027",
                        "dhcp6 56 " + "00030003" + "016100",
                        "dhcp6 1234 " + "07" + "00010002" + "0102" + "00020001" + "09",
                        "dhcp6 17 " + "0000118b",
                        "vendor-4491 38 " + "fffffffe",
                        "vendor-4491 33 " + "612e636d",
                        "vendor-99 7 " + "cafe",
                        "dhcp6 2000 " + "0a0b");
        assertThat(options.get(4).alwaysSend()).isTrue();
        assertThat(options.get(5).neverSend()).isTrue();
    }

    @Test
    void refusesPayloadsThatNoOptionHolds() {
        String text =
                "{ \"Dhcp6\": { \"option-data\": [ { \"name\": \"bootfile-url\", \"data\": \"%s\" } ] } }";
        assertThat(ConfigFiles.parseText("f", text.formatted("x".repeat(65535))).errors())
                .isEmpty();
        assertThat(ConfigFiles.parseText("f", text.formatted("x".repeat(65536))).errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message()).contains("65536 octets do not fit"));
    }

    @Test
    void survivesSpacesThatEncapsulateEachOther() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/circular-spaces.json");
        assertThat(result.config().orElseThrow().options())
                .singleElement()
                .satisfies(o -> assertThat(o.payload().toHex()).isEqualTo("00010004" + "00020000"));
    }
}
