package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairPortsTest {
    @Test
    void areTheWellKnownOnesIfThoseAreFree() throws IOException {
        PairPorts ports = PairPorts.choose(port -> true, port -> true);

        assertThat(ports.primary()).isEqualTo(new PairPorts.Member(10547, 18001, 18081, 18082));
        assertThat(ports.standby()).isEqualTo(new PairPorts.Member(10548, 18002, 18083, 18084));
    }

    @Test
    void skipWhatIsTakenAndNeverCollide() throws IOException {
        Set<Integer> taken = Set.of(10547, 10549, 18001, 18003, 18082, 18083);

        PairPorts ports =
                PairPorts.choose(port -> !taken.contains(port), port -> !taken.contains(port));

        assertThat(ports.primary().dhcp()).isEqualTo(10548);
        assertThat(ports.standby().dhcp()).isEqualTo(10550);
        assertThat(tcp(ports)).doesNotContainAnyElementsOf(taken).doesNotHaveDuplicates();
    }

    @Test
    void doNotCollideWhereAgentsWereMovedFar() throws IOException {
        PairPorts ports = PairPorts.choose(port -> true, port -> port > 18079);

        assertThat(tcp(ports)).doesNotHaveDuplicates().allMatch(port -> port > 18079);
    }

    @Test
    void theLackOfThemIsAnError() {
        assertThatThrownBy(() -> PairPorts.choose(port -> false, port -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10547");
    }

    @Test
    void aPortInUseIsNotFree() throws IOException {
        InetAddress local = InetAddress.getLoopbackAddress();
        PairPorts before = PairPorts.free(local, local);
        try (DatagramSocket user = new DatagramSocket(before.primary().dhcp(), local)) {
            PairPorts ports = PairPorts.free(local, local);

            assertThat(ports.primary().dhcp()).isGreaterThan(user.getLocalPort());
        }
    }

    private static Stream<Integer> tcp(PairPorts ports) {
        return Stream.of(ports.primary(), ports.standby())
                .flatMap(m -> Stream.of(m.agent(), m.serverManagement(), m.agentManagement()));
    }
}
