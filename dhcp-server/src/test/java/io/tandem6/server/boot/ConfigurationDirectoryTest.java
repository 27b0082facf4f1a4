package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.admin.Configurations.WriteOutcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDirectoryTest {
    @TempDir private Path root;
    private Path etc;
    private Path started;
    private ConfigurationDirectory directory;

    @BeforeEach
    void create() throws IOException {
        etc = Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(etc.resolve("sub"));
        Files.createDirectories(root.resolve("elsewhere"));
        started = Files.writeString(etc.resolve("kea.conf"), "old");
        directory = new ConfigurationDirectory(started);
    }

    @Test
    void theFileOfTheStartIsReplacedAndKeepsItsPermissions() throws IOException {
        Files.setPosixFilePermissions(started, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(directory.write(Optional.empty(), "new ä"))
                .isEqualTo(new WriteOutcome.Written(started.toString(), 6));
        assertThat(started).content().isEqualTo("new ä");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(started)))
                .isEqualTo("rw-rw-r--");
        assertThat(names()).containsExactly("kea.conf", "sub");
    }

    @Test
    void aNewFileIsNotForEverybody() throws IOException {
        Path file = etc.resolve("new.conf");

        String text = "# mine\n{ \"Dhcp6\": { } }";
        assertThat(directory.write(Optional.of("new.conf"), text))
                .isEqualTo(new WriteOutcome.Written(file.toString(), text.length()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(directory.write(Optional.of(file.toString()), "yy"))
                .isEqualTo(new WriteOutcome.Written(file.toString(), 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../elsewhere/x",
                "/elsewhere/x",
                "sub/x",
                "sub",
                "",
                ".",
                "..",
                "no/x",
                "a\0"
            })
    void nothingIsWrittenElsewhere(String name) throws IOException {
        WriteOutcome outcome = directory.write(Optional.of(name), "x");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        WriteOutcome.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .startsWith(
                                                "not allowed to write config into " + name + ": "));
        assertThat(names()).containsExactly("kea.conf", "sub");
        assertThat(root.resolve("elsewhere")).isEmptyDirectory();
    }

    /** Leases, the server's DUID, what locks a file, passwords, parts of a configuration. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "address,duid,valid_lifetime,expire\n",
                "00:01:00:01:2c:00:00:01:02:00:00:00:00:01\n",
                "",
                "secret",
                "\0\1\2",
                "[ { \"Dhcp6\": { } } ]",
                "{ \"subnet\": \"Dhcp6\" }",
                "{ \"Dhcp6\": {"
            })
    void whatIsNoConfigurationIsNotReplaced(String content) throws IOException {
        Path kept = Files.writeString(etc.resolve("kept"), content);

        assertThat(directory.write(Optional.of("kept"), "x"))
                .isInstanceOfSatisfying(
                        WriteOutcome.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .startsWith("not allowed to write config into kept: it is")
                                        .contains("no Dhcp6 configuration"));
        assertThat(kept).content().isEqualTo(content);
        assertThat(directory.write(Optional.of("kea.conf"), "the file of the start, in any case"))
                .isInstanceOf(WriteOutcome.Written.class);
    }

    @Test
    void aSocketIsNotReplaced() throws IOException {
        Path socket = etc.resolve("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThat(directory.write(Optional.of("s"), "x"))
                    .isInstanceOf(WriteOutcome.Failed.class);
            assertThat(Files.isRegularFile(socket)).isFalse();
        }
    }

    @Test
    void aLinkToElsewhereIsNotFollowed() throws IOException {
        Path victim = Files.writeString(root.resolve("elsewhere/victim"), "untouched");
        Files.createSymbolicLink(etc.resolve("link"), victim);
        Files.createSymbolicLink(etc.resolve("out"), root.resolve("elsewhere"));

        assertThat(directory.write(Optional.of("link"), "x"))
                .isInstanceOf(WriteOutcome.Failed.class);
        assertThat(directory.write(Optional.of("out/victim"), "x"))
                .isInstanceOf(WriteOutcome.Failed.class);
        assertThat(victim).content().isEqualTo("untouched");
    }

    @Test
    void aLinkThatTheServerWasStartedWithIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link.conf"), started);

        assertThat(new ConfigurationDirectory(link).write(Optional.empty(), "new"))
                .isInstanceOf(WriteOutcome.Written.class);
        assertThat(started).content().isEqualTo("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        Path gone = root.resolve("gone/kea.conf");

        assertThat(new ConfigurationDirectory(gone).write(Optional.empty(), "x"))
                .isInstanceOfSatisfying(
                        WriteOutcome.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .startsWith(
                                                "Error during config-write: Unable to open file "
                                                        + gone
                                                        + " for writing: there is no directory for "));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(etc)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
