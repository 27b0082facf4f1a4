package io.tandem6.server.serverid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.config.ServerIdConfig;
import io.tandem6.config.ServerIdConfig.Type;
import io.tandem6.identity.Duid;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path directory;

    @Test
    void isMadeOnceAndKept() throws IOException {
        Path below = directory.resolve("lib/kea");
        Duid first = load(below, ServerIdConfig.DEFAULT, 1);
        assertThat(below.resolve("kea-dhcp6-serverid")).hasContent(first + "\n");
        assertThat(load(below, ServerIdConfig.DEFAULT, 2)).isEqualTo(first);
        try (var files = Files.list(below)) {
            assertThat(files).as("nothing temporary is left").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:01:00:01:32:96:57:bc:0a:0b:0c:0d:0e:0f",
                "00:01:00:01:32:96:57:bc:0a:0b:0c:0d:0e:0f\n",
                "  00:01:00:01:32:96:57:bc:0a:0b:0c:0d:0e:0f \r\n\n",
                "00010001329657bc0a0b0c0d0e0f"
            })
    void keasFileIsTaken(String content) throws IOException {
        write(content);
        assertThat(load(directory, ServerIdConfig.DEFAULT, 1))
                .hasToString("00:01:00:01:32:96:57:bc:0a:0b:0c:0d:0e:0f");
        assertThat(file()).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "00", "00:01", "00:01:zz", "00:01:00:01:3", "\u00ff\u00fe"})
    void aDamagedFileIsAnErrorAndStaysAsItIs(String content) throws IOException {
        write(content);
        assertThatThrownBy(() -> load(directory, ServerIdConfig.DEFAULT, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kea-dhcp6-serverid")
                .hasMessageContaining("restore it from a backup");
        assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {131, 2048, 2049, 10_000_000})
    void aTooLongOneIsDamaged(int octets) throws IOException {
        write("00".repeat(octets));
        assertThatThrownBy(() -> load(directory, ServerIdConfig.DEFAULT, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void aDirectoryInItsPlaceIsAnError() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(() -> load(directory, ServerIdConfig.DEFAULT, 1))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anotherTypeIsConfiguredNow() throws IOException {
        write("00:01:00:01:32:96:57:bc:0a:0b:0c:0d:0e:0f\n");
        ServerIdConfig config = new ServerIdConfig(Type.EN, 0, Octets.EMPTY, 0, 0, true);
        Duid made = load(directory, config, 1);
        assertThat(made.toString()).startsWith("00:02:00:00:09:bf:");
        assertThat(file()).hasContent(made + "\n");
    }

    @Test
    void whatIsNotToPersistIsNeitherReadNorWritten() throws IOException {
        write("damaged");
        ServerIdConfig config = new ServerIdConfig(Type.EN, 0, Octets.EMPTY, 0, 0, false);
        assertThat(load(directory, config, 1)).isNotEqualTo(load(directory, config, 2));
        assertThat(file()).hasContent("damaged");
    }

    private static Duid load(Path directory, ServerIdConfig config, long seed) throws IOException {
        return new ServerIdFile(directory).loadOrCreate(config, NOW, new Random(seed));
    }

    private Path file() {
        return directory.resolve(ServerIdFile.NAME);
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content, StandardCharsets.ISO_8859_1);
    }
}
