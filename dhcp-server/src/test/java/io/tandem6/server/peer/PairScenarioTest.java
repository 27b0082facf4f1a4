package io.tandem6.server.peer;

import io.tandem6.server.scenario.ScenarioFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairScenarioTest {
    static Stream<String> scenarios() {
        return ScenarioFile.in("pair");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void happensAsWritten(String name) {
        ScenarioFile.check(name, new PairWorld()::play);
    }
}
