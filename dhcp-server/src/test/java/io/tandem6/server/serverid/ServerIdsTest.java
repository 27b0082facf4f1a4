package io.tandem6.server.serverid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.ServerIdConfig;
import io.tandem6.config.ServerIdConfig.Type;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.wire.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIdsTest {
    private static final Instant NOW = Instant.parse("2000-01-01T00:00:16Z");
    private static final HardwareAddress MAC =
            new HardwareAddress(6, Octets.parseHex("0a0b0c0d0e0f"), 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LLT |    0 |        |  0 |     0 | 0001 0006 00000010 0a0b0c0d0e0f",
                "LLT |    1 | 010203 |  5 |     0 | 0001 0001 00000005 010203",
                "LL  |    0 |        |  0 |     0 | 0003 0006 0a0b0c0d0e0f",
                "LL  |    9 | 010203 |  0 |     0 | 0003 0009 010203",
                "EN  |    0 | 010203 |  0 |     0 | 0002 000009bf 010203",
                "EN  |    0 | 010203 |  0 | 65536 | 0002 00010000 010203",
            })
    void makesWhatIsConfigured(
            Type type, int htype, String identifier, long time, long enterprise, String expected) {
        assertThat(create(config(type, htype, identifier, time, enterprise), List.of(MAC)))
                .isEqualTo(Duid.parse(expected.replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource({"LLT, 14", "LL, 10", "EN, 14"})
    void makesUpWhatTheHostDoesNotHave(Type type, int length) {
        ServerIdConfig config = config(type, 0, null, 0, 0);
        Duid duid = create(config, List.of());
        assertThat(duid.octets().length()).isEqualTo(length);
        assertThat(ServerIds.matches(duid, config)).isTrue();
        if (type != Type.EN) {
            int first = duid.octets().at(length - 6);
            assertThat(first & 0x03).as("individual, locally administered").isEqualTo(0x02);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "000100010000001001020304 | LLT | 0 |          | 0  | 0    | true",
                "000100010000001001020304 | LL  | 0 |          | 0  | 0    | false",
                "000100010000001001020304 | EN  | 0 |          | 0  | 0    | false",
                "000100010000001001020304 | LLT | 1 | 01020304 | 16 | 0    | true",
                "000100010000001001020304 | LLT | 2 |          | 0  | 0    | false",
                "000100010000001001020304 | LLT | 0 | 01020305 | 0  | 0    | false",
                "000100010000001001020304 | LLT | 0 |          | 17 | 0    | false",
                "0003000101020304         | LL  | 1 | 01020304 | 0  | 0    | true",
                "0003000101020304         | LL  | 2 |          | 0  | 0    | false",
                "0003000101020304         | LLT | 0 |          | 0  | 0    | false",
                "0002000009bf01           | EN  | 0 |          | 0  | 0    | true",
                "0002000009bf01           | EN  | 0 | 01       | 0  | 2495 | true",
                "0002000009bf01           | EN  | 0 | 02       | 0  | 0    | false",
                "0002000009bf01           | EN  | 0 |          | 0  | 9    | false",
                "000400112233445566778899aabbccddeeff | LLT | 0 | | 0 | 0  | false",
                "00090102                 | LLT | 0 |          | 0  | 0    | false",
            })
    void judgesAStoredOne(
            String stored,
            Type type,
            int htype,
            String identifier,
            long time,
            long enterprise,
            boolean matches) {
        ServerIdConfig config = config(type, htype, identifier, time, enterprise);
        assertThat(ServerIds.matches(Duid.parse(stored), config)).isEqualTo(matches);
    }

    private static ServerIdConfig config(
            Type type, int htype, String identifier, long time, long enterprise) {
        Octets octets = identifier == null ? Octets.EMPTY : Octets.parseHex(identifier);
        return new ServerIdConfig(type, htype, octets, time, enterprise, true);
    }

    private static Duid create(ServerIdConfig config, List<HardwareAddress> interfaces) {
        return ServerIds.create(config, interfaces, NOW, new Random(1));
    }
}
