package io.tandem6.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.AgentConfig.Authentication;
import io.tandem6.config.HaSettings.BasicAuth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicAuthenticationTest {
    private final BasicAuthentication authentication =
            new BasicAuthentication(
                    new Authentication(
                            "realm",
                            List.of(new BasicAuth("admin", "1234"), new BasicAuth("nobody", ""))));

    /** Users and passwords: admin:1234, admin:1235, nobody:, nobody, admin:1234. */
    @ParameterizedTest
    @CsvSource({
        "'Basic YWRtaW46MTIzNA==', true",
        "'  bAsIc   YWRtaW46MTIzNA==  ', true",
        "'Basic bm9ib2R5Og==', true",
        "'Basic YWRtaW46MTIzNQ==', false",
        "'Basic bm9ib2R5', false",
        "'Basic YWRtaW46MTIzNA', false",
        "'BasicYWRtaW46MTIzNA==', false",
        "'Bearer YWRtaW46MTIzNA==', false",
        "'Basic', false",
        "'Basic ', false",
        "'', false",
        ", false"
    })
    void admitsWhoKnowsAPassword(String header, boolean admitted) {
        assertThat(authentication.admits(header)).isEqualTo(admitted);
    }

    @Test
    void challengesWithTheRealm() {
        assertThat(authentication.challenge()).isEqualTo("Basic realm=\"realm\"");
    }
}
