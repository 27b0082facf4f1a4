package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpArgumentsTest {
    @Test
    void nothingIsThePlainDemonstration() {
        assertThat(parse()).isEqualTo(new UpArguments.Run(false, false, false));
    }

    @Test
    void optionsCombineInAnyOrder() {
        assertThat(parse("--exit", "--keep", "--failover"))
                .isEqualTo(new UpArguments.Run(true, true, true));
        assertThat(parse("--failover", "--failover"))
                .isEqualTo(new UpArguments.Run(true, false, false));
    }

    @Test
    void helpWinsOverWhatStandsBehindIt() {
        assertThat(parse("--exit", "--help", "nonsense")).isEqualTo(new UpArguments.Help());
        assertThat(parse("-h")).isEqualTo(new UpArguments.Help());
    }

    @Test
    void everythingElseIsNamed() {
        assertThat(parse("--exit", "--fail-over"))
                .isEqualTo(new UpArguments.Invalid("--fail-over"));
        assertThat(parse("")).isEqualTo(new UpArguments.Invalid(""));
    }

    private static UpArguments parse(String... words) {
        return UpArguments.parse(List.of(words));
    }
}
