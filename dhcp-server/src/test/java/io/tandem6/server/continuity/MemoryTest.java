package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.continuity.MemoryJson.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a server is remembered to have forgotten something. */
class MemoryTest {
    private static final long NOW = 1_800_000_000;

    private static Memory of(boolean behind, long partnerBehind) {
        Memory.Draft draft = new Memory.Draft(Memory.NONE);
        draft.behind = behind;
        draft.partnerBehind = partnerBehind;
        return draft.done();
    }

    @ParameterizedTest(name = "behind from {0} to {1}, the partner from {2} to {3}")
    @CsvSource({
        "false, false, 0, 0, 0",
        "false, true,  0, 0, 1800000000",
        "true,  true,  0, 0, 0",
        "true,  false, 0, 0, 0",
        "false, false, 0, 5, 1800000000",
        "false, false, 5, 7, 1800000000",
        "false, false, 5, 5, 0",
        "false, false, 5, 0, 0",
    })
    void isRememberedFromWhenItIsFound(
            boolean behindBefore, boolean behind, long partnerBefore, long partner, long since) {
        Memory after = of(behind, partner).since(of(behindBefore, partnerBefore), NOW);

        assertThat(after.forgotten()).isEqualTo(since);
    }

    @Test
    void goesWithTheClockAndSurvivesARestart() {
        Memory memory = of(true, 0).since(Memory.NONE, NOW).jumped(60);

        assertThat(memory.forgotten()).isEqualTo(NOW + 60);
        assertThat(MemoryJson.decode(MemoryJson.encode(memory))).isEqualTo(new Decoded.Ok(memory));
        assertThat(Memory.NONE.jumped(60).forgotten()).isZero();
    }

    @ParameterizedTest(name = "by {0} s")
    @CsvSource({"60, 60, 2000", "-60, 0, 122000"})
    void whoseClockJumpsKnowsHowFarThePartnersIsAheadNow(long seconds, long ahead, long skew) {
        Memory memory = Memory.NONE.withSkew(new WallSkew(62_000, 1)).jumped(seconds);

        assertThat(memory.jumped()).isEqualTo(ahead);
        assertThat(memory.skew()).hasValue(skew);
    }
}
