package io.tandem6.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.TextResolver;
import io.tandem6.config.TextResolver.Text;
import io.tandem6.config.TextResolver.Unreadable;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTextTest {
    private final TextResolver files = new ConfigurationText();

    @TempDir Path directory;

    @Test
    void readsUtf8() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "grüße\n");
        assertThat(files.read(file.toString())).isEqualTo(new Text("grüße\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/zero, 'it is a device, pipe or socket and no file'",
        "/dev/../dev/zero, 'it is a device, pipe or socket and no file'",
        "/, it is a directory",
        "/no/such/file, there is no such file",
        "'', it is a directory",
        "a\0b, this is no file name"
    })
    void saysWhyAFileCannotBeRead(String path, String reason) {
        assertThat(files.read(path)).isEqualTo(new Unreadable(reason));
    }

    @Test
    void refusesAnEndlessName() {
        assertThat(files.read("x".repeat(5000))).isEqualTo(new Unreadable("File name too long"));
    }

    @Test
    void refusesOtherEncodings() throws Exception {
        Path file = Files.write(directory.resolve("a"), new byte[] {'"', (byte) 0xfc, '"'});
        assertThat(files.read(file.toString()))
                .isEqualTo(new Unreadable("it is not encoded in UTF-8"));
    }

    @Test
    void readsSoMuchAndNotMore() throws Exception {
        Path file = sparse(TextResolver.LENGTH_MAX);
        assertThat(files.read(file.toString())).isInstanceOf(Text.class);
        assertThat(files.read(sparse(TextResolver.LENGTH_MAX + 1L).toString()))
                .isEqualTo(new Unreadable("it is larger than 32 MiB"));
        assertThat(files.read(sparse(1L << 40).toString()))
                .isEqualTo(new Unreadable("it is larger than 32 MiB"));
    }

    @Test
    void tellsOfABadIncludeInOneLine() {
        assertThat(
                        new Dhcp6Parser(files, Dhcp6ParserOptions.DEFAULT)
                                .parse("kea.conf", "{ \"Dhcp6\": {\n <?include \"/dev/zero\"?> } }")
                                .problems())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("cannot include '/dev/zero': it is a device, pipe or socket and no file");
    }

    private Path sparse(long length) throws Exception {
        Path file = directory.resolve("sparse");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(length);
        }
        return file;
    }
}
