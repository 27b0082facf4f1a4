package io.tandem6.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every input that the fuzzer found worth keeping, at every build. {@code bench/fuzz} looks for
 * more of them.
 */
class FuzzCorpusTest {
    private record Target(String name, String className) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> targets() throws IOException {
        String list = new String(resource("targets.txt").readAllBytes(), StandardCharsets.UTF_8);
        return list.lines()
                .map(line -> line.split(" "))
                .map(words -> new Target(words[0], words[1]));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void inputsThatReachedSomethingNew(Target target) throws Throwable {
        MethodHandle entry =
                MethodHandles.publicLookup()
                        .findStatic(
                                Class.forName(target.className()),
                                "fuzzerTestOneInput",
                                MethodType.methodType(void.class, byte[].class));
        Map<String, byte[]> inputs = corpus(target.name());
        assertThat(inputs).hasSizeGreaterThan(10);
        for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
            try {
                entry.invokeExact(input.getValue());
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        input.getKey() + ": " + HexFormat.of().formatHex(input.getValue()), e);
            }
        }
    }

    private static Map<String, byte[]> corpus(String target) throws IOException {
        Map<String, byte[]> inputs = new TreeMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new GZIPInputStream(resource(target + ".zip.gz")))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                inputs.put(e.getName(), zip.readAllBytes());
            }
        }
        return inputs;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                FuzzCorpusTest.class.getResourceAsStream("/fuzz/" + name), name);
    }
}
