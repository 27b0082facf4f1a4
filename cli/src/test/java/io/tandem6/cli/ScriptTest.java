package io.tandem6.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.cli.terminal.HelpText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script in an installation with empty jars and Javas that only print how they were called. The
 * system's own Javas are out of reach: PATH has the few programs that the script needs.
 */
@Timeout(30)
class ScriptTest {
    private static final Path SCRIPT = Path.of("..", "tandem6").toAbsolutePath().normalize();
    private static final List<String> NEEDED =
            List.of("bash", "dirname", "readlink", "sed", "head", "cat", "stat");

    @TempDir Path root;
    private Path programs;
    private Path jvms;

    @BeforeEach
    void install() throws IOException {
        programs = Files.createDirectories(root.resolve("programs"));
        for (String program : NEEDED) {
            script(programs.resolve(program), "exec /usr/bin/" + program + " \"$@\"\n");
        }
        jvms = Files.createDirectories(root.resolve("jvms"));
        Path lib = Files.createDirectories(root.resolve("opt/lib"));
        for (String module : List.of("dhcp-server", "control-agent", "cli")) {
            Files.createFile(lib.resolve(module + "-1.2.3.jar"));
        }
        Path bin = Files.createDirectories(root.resolve("opt/bin"));
        Files.copy(SCRIPT, bin.resolve("tandem6"));
    }

    @Test
    void prefersJavaHome() throws Exception {
        java(jvms.resolve("a"), "25.0.1");
        Path home = java(root.resolve("home"), "26");

        Result result = run(Map.of("JAVA_HOME", home.toString()), "server", "-c", "x y.json");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith(home + "/bin/java ");
        assertThat(result.out()).contains("[-jar] [" + root.resolve("opt") + "/");
        assertThat(result.out()).contains("dhcp-server-1.2.3.jar] [-c] [x y.json]");
    }

    @Test
    void passesOverJavasThatAreTooOld() throws Exception {
        Path old = java(root.resolve("home"), "17.0.9");
        java(jvms.resolve("java-21"), "21.0.2");
        Path good = java(jvms.resolve("temurin-25"), "25");

        Result result = run(Map.of("JAVA_HOME", old.toString()), "agent", "-v");

        assertThat(result.out()).startsWith(good + "/bin/java ").endsWith("[-v]\n");
    }

    @Test
    void readsTheVersionFromAJavaThatHasNoReleaseFile() throws Exception {
        Path good = java(jvms.resolve("a"), "25.0.1");
        Files.delete(good.resolve("release"));

        assertThat(run(Map.of(), "server").out()).startsWith(good + "/bin/java ");
    }

    @Test
    void followsTheJavaOnThePathToItsHome() throws Exception {
        Path good = java(root.resolve("somewhere"), "25");
        Files.createSymbolicLink(programs.resolve("java"), good.resolve("bin/java"));

        assertThat(run(Map.of(), "server").out()).startsWith(good + "/bin/java ");
    }

    @Test
    void withoutAJavaItSaysWhatIsNeededAndWhatThereIs() throws Exception {
        java(jvms.resolve("java-17"), "17.0.9");

        Result result = run(Map.of(), "server");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("Java 25 or later is needed", "java-17 (17)", "adoptium", "JAVA_HOME");
    }

    @Test
    void theUsersOptionsComeAfterTheDefaults() throws Exception {
        java(jvms.resolve("a"), "25");

        Result result = run(Map.of("TANDEM6_JAVA_OPTS", "-Xmx2g  -Dx=y"), "server");

        assertThat(result.out())
                .containsPattern("\\[-Xmx512m\\].*\\[-Xmx2g\\] \\[-Dx=y\\] \\[-jar\\]");
    }

    @Test
    void upIsToldWhereTheJarsAre() throws Exception {
        java(jvms.resolve("a"), "25");

        Result result = run(Map.of(), "up", "--exit");

        assertThat(result.out())
                .containsPattern("\\[-Dtandem6.server.jar=[^]]*/dhcp-server-1.2.3.jar\\]")
                .containsPattern("\\[-Dtandem6.agent.jar=[^]]*/control-agent-1.2.3.jar\\]")
                .containsPattern("/cli-1.2.3.jar\\] \\[up\\] \\[--exit\\]");
    }

    @Test
    void startsWithTheCacheThatWasPreparedFromTheJar() throws Exception {
        java(jvms.resolve("a"), "25");
        Path ready = prepared("dhcp-server");

        assertThat(run(Map.of(), "server", "-v").out())
                .contains(
                        "[-XX:AOTCache=" + ready.resolve("dhcp-server.aot") + "]",
                        "[-XX:+VerifySharedSpaces]",
                        "[-jar] [" + ready.resolve("dhcp-server.jar") + "]");
    }

    @Test
    void takesTheJarItselfWhenItIsAnotherThanTheOnePrepared() throws Exception {
        java(jvms.resolve("a"), "25");
        prepared("dhcp-server");
        Files.writeString(root.resolve("opt/lib/dhcp-server-1.2.3.jar"), "newer");

        assertThat(run(Map.of(), "server", "-v").out())
                .doesNotContain("AOTCache")
                .contains("dhcp-server-1.2.3.jar] [-v]");
    }

    @ParameterizedTest
    @CsvSource({"TANDEM6_JAVA_OPTS, -Xshare:off", "JDK_JAVA_OPTIONS, -XX:AOTMode=off"})
    void optionsOfTheUserThatWouldContradictTheCacheSwitchItOff(String variable, String options)
            throws Exception {
        java(jvms.resolve("a"), "25");
        prepared("dhcp-server");

        assertThat(run(Map.of(variable, options), "server", "-v").out())
                .doesNotContain("AOTCache=")
                .contains("dhcp-server-1.2.3.jar] [-v]");
    }

    /** As 'tandem6 prepare' leaves it. */
    private Path prepared(String module) throws Exception {
        Path lib = root.resolve("opt/bin/../lib");
        Process stat =
                new ProcessBuilder("stat", "-c", "%s-%Z-%i", lib + "/" + module + "-1.2.3.jar")
                        .start();
        String identity = new String(stat.getInputStream().readAllBytes(), UTF_8).strip();
        Path ready =
                Files.createDirectories(lib.resolve("ready").resolve(module).resolve(identity));
        Files.createFile(ready.resolve(module + ".jar"));
        Files.createFile(ready.resolve(module + ".aot"));
        return ready;
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        java(jvms.resolve("a"), "25");
        Path link = root.resolve("link");
        Files.createSymbolicLink(link, Path.of("opt/bin/tandem6"));
        Path second = programs.resolve("t6");
        Files.createSymbolicLink(second, link);

        assertThat(run(second, Map.of(), "server").out()).contains("dhcp-server-1.2.3.jar");
    }

    @Test
    void saysWhichJarIsMissing() throws Exception {
        java(jvms.resolve("a"), "25");
        Path empty = Files.createDirectories(root.resolve("empty"));

        Result result = run(Map.of("TANDEM6_LIB", empty.toString()), "agent");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("control-agent", empty.toString());
    }

    @Test
    void theExitStatusIsTheServices() throws Exception {
        Path home = java(jvms.resolve("a"), "25");
        script(home.resolve("bin/java"), "exit 7");

        assertThat(run(Map.of(), "server", "-t", "x").status()).isEqualTo(7);
    }

    @Test
    void theHelpOfTheSourceTreeNeedsNoJava() throws Exception {
        assertThat(run(SCRIPT, Map.of(), "help").out()).isEqualTo(HelpText.of("tandem6"));
        assertThat(run(SCRIPT, Map.of(), "up", "--help").out()).isEqualTo(HelpText.of("up"));
    }

    private Result run(Map<String, String> environment, String... words) throws Exception {
        return run(root.resolve("opt/bin/tandem6"), environment, words);
    }

    private Result run(Path script, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(script.toString());
        builder.command().addAll(List.of(words));
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("TANDEM6_JVM_DIR", jvms.toString());
        builder.environment().putAll(environment);
        builder.directory(root.toFile());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        int status = process.waitFor();
        return new Result(status, Files.readString(out), Files.readString(err));
    }

    private static Path java(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(
                home.resolve("bin/java"),
                """
                if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
                printf '%%s ' "$0"
                printf '[%%s] ' "$@" | sed 's/ $//'
                echo
                """
                        .formatted(version));
        return home;
    }

    private static void script(Path path, String text) throws IOException {
        Files.writeString(path, "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Result(int status, String out, String err) {}
}
