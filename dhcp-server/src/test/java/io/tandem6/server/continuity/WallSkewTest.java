package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks that were set while a server was off. */
class WallSkewTest {
    @Test
    void anAnswerToldTheTimeWhenItWasHalfWayThere() {
        assertThat(WallSkew.of(10_000, 29_950, 100).millis()).isEqualTo(20_000);
        assertThat(WallSkew.of(10_000, 29_950, 100).isCertain()).isTrue();
        assertThat(WallSkew.of(10_000, 29_000, 2000).isCertain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 1999, 0",
        "-1999, 0, 0",
        // The partner's clock was ahead and is not any more: this server's was set ahead.
        "20000, 0, 20",
        "20000, 300, 20",
        // It was not, and is now: this server's was set back.
        "0, 20000, -20",
        "-5, 3600000, -3600"
    })
    void findsAClockThatWasSet(long before, long now, long ahead) {
        assertThat(new WallSkew(now, 1).jumpedSeconds(before)).isEqualTo(ahead);
    }

    @ParameterizedTest(name = "{0} and then {1}, up to {2} ms wrong")
    @CsvSource({
        "20000, 0, 6000, true, 26",
        "0, 20000, 6000, true, -14",
        "7998, 0, 6000, false, 0",
        "7999, 0, 6000, true, 14",
        "0, 2000, 1, true, -2",
    })
    void whatIsKnownBadlyShowsALargeJumpAllTheSame(
            long before, long now, long error, boolean shows, long ahead) {
        WallSkew found = new WallSkew(now, error);

        assertThat(found.showsJump(before)).isEqualTo(shows);
        assertThat(found.jumpedSeconds(before)).isEqualTo(ahead);
    }

    @Test
    void onlyWhatIsAnotherSkewIsStored() {
        Memory memory = Memory.NONE.withSkew(new WallSkew(20_000, 1));
        assertThat(memory.skew()).isEqualTo(OptionalLong.of(20_000));
        assertThat(memory.withSkew(new WallSkew(20_999, 1))).isSameAs(memory);
        assertThat(memory.withSkew(new WallSkew(21_000, 1)).skew())
                .isEqualTo(OptionalLong.of(21_000));
        assertThat(MemoryJson.decode(MemoryJson.encode(memory)))
                .isEqualTo(new MemoryJson.Decoded.Ok(memory));
    }
}
