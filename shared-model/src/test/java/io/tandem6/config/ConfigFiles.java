package io.tandem6.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The configurations in the test resources. */
final class ConfigFiles {
    private ConfigFiles() {}

    static String read(String name) {
        try (InputStream file = ConfigFiles.class.getResourceAsStream("/config/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> list(String directory) throws Exception {
        Path path = Path.of(ConfigFiles.class.getResource("/config/" + directory).toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.map(p -> directory + "/" + p.getFileName()).sorted().toList();
        }
    }

    static ParseResult<ServerConfig> parse(String name) {
        return parseText(name, read(name));
    }

    static ParseResult<ServerConfig> parseText(String name, String text) {
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT).parse(name, text);
    }

    /** A configuration that must be without errors. */
    static ServerConfig good(String name) {
        ParseResult<ServerConfig> result = parse("dhcp6/good/" + name);
        return result.config()
                .orElseThrow(() -> new AssertionError(name + ": " + result.problems()));
    }

    static TlsFiles tls(String trustAnchor, String certFile, String keyFile) {
        Location anywhere = new Location("", 1, 1);
        return new TlsFiles(
                new TlsFiles.FileName(trustAnchor, anywhere),
                new TlsFiles.FileName(certFile, anywhere),
                new TlsFiles.FileName(keyFile, anywhere));
    }
}
