package io.tandem6.message;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of {@code packets}: annotated octets, then {@code == malformed} and the reason, or
 * {@code == decoded} and the message as {@link PacketText}, then perhaps {@code == encoded} and the
 * octets that it is encoded to, if not the same.
 */
record PacketFile(String name, byte[] input, String malformed, String decoded, byte[] encoded) {
    static List<PacketFile> all() throws IOException, URISyntaxException {
        Path directory = Path.of(PacketFile.class.getResource("/packets").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(PacketFile::read).toList();
        }
    }

    private static PacketFile read(Path file) {
        try {
            String text = Files.readString(file);
            byte[] input = octets(text.substring(0, text.indexOf("\n== ") + 1));
            String encoded = section(text, "encoded");
            return new PacketFile(
                    file.getFileName().toString(),
                    input,
                    section(text, "malformed").strip(),
                    section(text, "decoded"),
                    encoded.isEmpty() ? input : octets(encoded));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String section(String text, String title) {
        String heading = "\n== " + title + "\n";
        int start = text.indexOf(heading);
        if (start < 0) {
            return "";
        }
        int end = text.indexOf("\n== ", start + heading.length());
        return text.substring(start + heading.length(), end < 0 ? text.length() : end + 1);
    }

    private static byte[] octets(String annotated) {
        StringBuilder digits = new StringBuilder();
        annotated.lines().forEach(line -> digits.append(line.replaceAll("#.*| ", "")));
        return HexFormat.of().parseHex(digits);
    }

    boolean isMalformed() {
        return !malformed.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
