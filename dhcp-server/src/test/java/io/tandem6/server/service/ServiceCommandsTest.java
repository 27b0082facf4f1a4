package io.tandem6.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import io.tandem6.server.fake.FakeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ServiceCommandsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FakeLoop loop = new FakeLoop();
    private final DhcpService service = new DhcpService(loop);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dhcp-disable | | 0 | DHCPv6 service disabled",
                "dhcp-disable | {} | 0 | DHCPv6 service disabled",
                "dhcp-disable | {'max-period':20} | 0 | DHCPv6 service disabled for 20 seconds",
                "dhcp-disable | {'max-period':60,'origin':'ha-partner'} | 0 | DHCPv6 service disabled"
                        + " for 60 seconds",
                "dhcp-disable | {'max-period':0} | 1 | 'max-period' must be positive integer",
                "dhcp-disable | {'max-period':-3} | 1 | 'max-period' must be positive integer",
                "dhcp-disable | {'max-period':'20'} | 1 | 'max-period' argument must be a number",
                "dhcp-disable | {'max-period':1.5} | 1 | 'max-period' argument must be a number",
                "dhcp-disable | {'max-period':99999999999999999999} | 1 | 'max-period' argument must"
                        + " be a number",
                "dhcp-disable | {'origin':'foo'} | 1 | invalid value used for 'origin' parameter: foo",
                "dhcp-disable | {'origin':true} | 1 | 'origin' argument must be a string or a number",
                "dhcp-disable | {'origin-id':'2000'} | 1 | 'origin-id' argument must be a number",
                "dhcp-disable | [] | 1 | arguments for the 'dhcp-disable' command must be a map",
                "dhcp-enable | | 0 | DHCP service successfully enabled",
                "dhcp-enable | {'origin':2000} | 0 | DHCP service successfully enabled",
                "dhcp-enable | 'x' | 1 | arguments for the 'dhcp-enable' command must be a map",
            })
    void answersAsKeaDoes(String command, String arguments, int result, String text) {
        ControlResponse answer = execute(command, arguments);

        assertThat(answer.result()).isEqualTo(result);
        assertThat(answer.text()).isEqualTo(text);
        assertThat(service.state().isOn()).isEqualTo(command.equals("dhcp-enable") || result != 0);
    }

    @Test
    void isOnOnlyWhenNobodyWantsItOff() {
        execute("dhcp-disable", "{'origin':'ha-partner','origin-id':2000}");
        execute("dhcp-disable", "{'origin':'user'}");
        execute("dhcp-disable", "{'origin':1}");

        execute("dhcp-enable", "{'origin':'user'}");
        assertThat(service.state().isOn()).isFalse();
        execute("dhcp-enable", "{'origin':'ha-partner'}");
        assertThat(service.state().isOn()).isTrue();
    }

    @Test
    void aPeriodEndsByItself() {
        execute("dhcp-disable", "{'max-period':60,'origin':'ha-partner'}");

        loop.advance(Duration.ofMillis(59_999));
        assertThat(service.state().isOn()).isFalse();
        loop.advance(Duration.ofMillis(1));
        assertThat(service.state().isOn()).isTrue();
    }

    @Test
    void aRepeatedDisableBeginsANewPeriod() {
        execute("dhcp-disable", "{'max-period':60,'origin':'ha-partner'}");
        loop.advance(Duration.ofSeconds(40));
        execute("dhcp-disable", "{'max-period':60,'origin':'ha-partner'}");

        loop.advance(Duration.ofSeconds(59));
        assertThat(service.state().isOn()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        assertThat(service.state().isOn()).isTrue();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void enablingCancelsThePeriodSoThatItCannotCutTheNextShort() {
        execute("dhcp-disable", "{'max-period':60}");
        execute("dhcp-enable", "{}");
        execute("dhcp-disable", "{}");

        loop.advance(Duration.ofDays(1));
        assertThat(service.state().isOn()).isFalse();
    }

    @Test
    void noCommandOverrulesTheHaState() {
        service.setWanted(0, false);

        execute("dhcp-enable", "{'origin':1000}");
        assertThat(service.state().isOn()).isFalse();
        assertThat(service.state().isBlockedFor(0)).isFalse();
        assertThat(service.state().isBlockedFor(1)).isTrue();
        service.setWanted(0, true);
        assertThat(service.state().isOn()).isTrue();
    }

    @Test
    void theOperatorSpeaksForThisSideOfHaButNotForThePartner() {
        execute("dhcp-disable", "{'origin-id':1000}");
        execute("dhcp-disable", "{'origin-id':2000}");

        execute("dhcp-enable", "{}");
        assertThat(service.state().origins()).containsExactly(2000L);
    }

    @Test
    void originsAreLimited() {
        for (int i = 0; i < DhcpService.ORIGINS_MAX; i++) {
            assertThat(execute("dhcp-disable", "{'origin':" + i + "}").result()).isZero();
        }
        assertThat(execute("dhcp-disable", "{'origin':123456}").result()).isEqualTo(1);
        assertThat(execute("dhcp-disable", "{'origin':5}").result()).isZero();
    }

    @Test
    void statusTellsWhoHasItOff() {
        service.setWanted(0, false);
        execute("dhcp-disable", "{'origin-id':2001}");
        execute("dhcp-disable", "{}");
        execute("dhcp-disable", "{'origin':3004}");

        assertThat(JSON.readTree(DhcpStateStatus.of(service.state()).toString()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"globally-disabled": true, "disabled-by-user": true,
                                 "disabled-by-local-command": [1000],
                                 "disabled-by-remote-command": [2001],
                                 "disabled-by-db-connection": [3004]}"""));
    }

    private ControlResponse execute(String name, String arguments) {
        Command command =
                ServiceCommands.of(service).stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        List<ControlResponse> answers = new ArrayList<>();
        command.execute(
                new ControlRequest(
                        name,
                        arguments == null ? null : JSON.readTree(arguments.replace('\'', '"'))),
                answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }
}
