package io.tandem6.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    private static final String LABEL_63 = "a".repeat(63);
    private static final String LABELS_253 =
            LABEL_63 + "." + LABEL_63 + "." + LABEL_63 + "." + "a".repeat(61);

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        ".,00",
        "a, 0161",
        "a., 016100",
        "Example.org., 074578616d706c65036f726700",
        "a\\.b, 03612e62",
        "a\\\\b, 03615c62",
        "\\000\\255, 0200ff",
        "ü., 02c3bc00"
    })
    void textIsLabels(String text, String hex) {
        DomainName name = DomainName.parse(text);
        WireWriter out = new WireWriter(300);
        name.write(out);

        assertThat(out.toOctets().toHex()).isEqualTo(hex);
        assertThat(DomainName.read(out.toOctets().reader())).contains(name);
        assertThat(DomainName.parse(name.toString())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "..", ".a", "\\", "a\\", "\\25", "\\256", "\\1a2"})
    void rejectsTextThatIsNoName(String text) {
        assertThatThrownBy(() -> DomainName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c000", "40", "0261", "01", "016102", "ff", "c0"})
    void rejectsOctetsThatAreNoName(String hex) {
        assertThat(DomainName.read(Octets.parseHex(hex).reader())).isEmpty();
    }

    @Test
    void leavesUnreadWhatFollowsTheRoot() {
        WireReader in = Octets.parseHex("016100 0162".replace(" ", "")).reader();

        assertThat(DomainName.read(in)).contains(DomainName.parse("a."));
        assertThat(in.rest().toHex()).isEqualTo("0162");
    }

    @Test
    void hasUpTo255Octets() {
        assertThat(DomainName.parse(LABELS_253 + ".").labels().length()).isEqualTo(254);
        assertThat(DomainName.parse(LABELS_253)).isNotNull();
        assertThatThrownBy(() -> DomainName.parse(LABELS_253 + "a."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DomainName.parse("a".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);

        WireWriter tooLong = new WireWriter(300);
        tooLong.octets(DomainName.parse(LABELS_253).labels());
        tooLong.octets(Octets.parseHex("016100"));
        assertThat(DomainName.read(tooLong.toOctets().reader())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0261", "016100", "40"})
    void cannotBeMadeOfAnythingElse(String labels) {
        assertThatThrownBy(() -> new DomainName(Octets.parseHex(labels), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartialNameCanBeCompleted() {
        assertThat(DomainName.parse("a").complete()).isEqualTo(DomainName.parse("a."));
        assertThat(DomainName.EMPTY.complete()).hasToString(".");
        assertThat(DomainName.EMPTY.isEmpty()).isTrue();
    }
}
