package io.tandem6.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A conversation in a text file: comments ({@code #}) that say what it is about, inputs ({@code >})
 * and, indented below each, everything that they led to. The whole file is run and compared.
 *
 * <p>With {@code -Dscenarios.rewrite=true} the files are written anew instead; commit the
 * differences only if you understand each of them.
 */
public final class ScenarioFile {
    private static final Path ROOT = Path.of("src/test/resources/scenarios");

    private ScenarioFile() {}

    /** All files of a folder below {@code scenarios}. */
    public static Stream<String> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(f -> folder + "/" + f.getFileName()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a file; {@code world} answers each input with the lines that it led to. */
    public static void check(String name, Function<String, List<String>> world) {
        try {
            Path file = ROOT.resolve(name);
            String written = Files.readString(file);
            String happened = run(written, world);
            if (Boolean.getBoolean("scenarios.rewrite")) {
                Files.writeString(file, happened);
            } else {
                assertThat(happened).as(name).isEqualTo(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String script, Function<String, List<String>> world) {
        List<String> out = new ArrayList<>();
        for (String line : script.lines().toList()) {
            if (line.startsWith(">")) {
                out.add(line);
                world.apply(line.substring(1).strip()).forEach(l -> out.add("  " + l));
            } else if (!line.startsWith(" ")) {
                out.add(line);
            }
        }
        return String.join("\n", out) + "\n";
    }
}
