package io.tandem6.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Java reads the settings once, so that this needs a Java of its own. */
@Timeout(60)
class NameLookupTest {
    @TempDir private Path directory;

    @Test
    void aNameThatMovesIsFoundAtOnce() throws Exception {
        Path hosts = Files.createFile(directory.resolve("hosts"));
        Process java =
                new ProcessBuilder(
                                List.of(
                                        ProcessHandle.current().info().command().orElseThrow(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-Djdk.net.hosts.file=" + hosts,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Mover.class.getName(),
                                        hosts.toString()))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(java.getInputStream().readAllBytes());

        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .containsExactly("unknown", "partner/192.0.2.1", "partner/192.0.2.2");
    }

    /** Looks a name up while it moves. */
    static final class Mover {
        private Mover() {}

        public static void main(String[] arguments) throws IOException {
            Path hosts = Path.of(arguments[0]);
            NameLookup.everyTime();
            System.out.println(lookUp());
            Files.writeString(hosts, "192.0.2.1 partner\n");
            System.out.println(lookUp());
            Files.writeString(hosts, "192.0.2.2 partner\n");
            System.out.println(lookUp());
        }

        private static String lookUp() {
            try {
                return InetAddress.getByName("partner").toString();
            } catch (IOException e) {
                return "unknown";
            }
        }
    }
}
