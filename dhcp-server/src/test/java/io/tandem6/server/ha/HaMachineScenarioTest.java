package io.tandem6.server.ha;

import io.tandem6.server.scenario.ScenarioFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HaMachineScenarioTest {
    static Stream<String> scenarios() {
        return ScenarioFile.in("machine");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void happensAsWritten(String name) {
        ScenarioFile.check(name, new MachineWorld()::play);
    }
}
