package io.tandem6.cli.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.cli.terminal.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasesCommandTest {
    private static final String HEADER =
            "address,duid,valid_lifetime,expire,subnet_id,pref_lifetime,lease_type,iaid,prefix_len,"
                    + "fqdn_fwd,fqdn_rev,hostname,hwaddr,state,user_context,hwtype,hwaddr_source\n";
    private static final String A = "2001:db8:1::a,00:01:02,60,1060,1,30,0,1,128,0,0,,,0,,,\n";
    private static final String B = "2001:db8:1::b,00:01:03,60,1060,1,30,0,1,128,0,0,,,0,,,\n";
    private static final String LATER_B =
            "2001:db8:1::b,00:01:04,60,2060,1,30,0,1,128,0,0,,,0,,,\n";
    private static final String C = "2001:db8:9::c,00:01:05,60,1060,9,30,0,1,128,0,0,,,0,,,\n";

    @TempDir private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() throws IOException {
        write(
                "kea.conf",
                """
                { "Dhcp6": { "data-directory": "%s",
                    "lease-database": { "type": "memfile", "name": "live.csv" },
                    "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64" } ] } }
                """
                        .formatted(directory));
        write("live.csv", HEADER + A + B);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private int run(String action, String... more) {
        out.reset();
        err.reset();
        List<String> words = new java.util.ArrayList<>();
        words.add(action);
        words.addAll(List.of("-c", directory.resolve("kea.conf").toString()));
        for (String word : more) {
            words.add(word.startsWith("-") ? word : directory.resolve(word).toString());
        }
        return new LeasesCommand(new PrintStream(out, true), new PrintStream(err, true)).run(words);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void exportWritesWhatTheServerHas() throws Exception {
        write("live.csv.2", HEADER + C + B.replace("00:01:03", "00:01:99"));
        assertThat(run("export", "out.csv")).isEqualTo(ExitStatus.OK);
        assertThat(text("out.csv")).isEqualTo(HEADER + A + B + C);
        assertThat(said()).contains("3 leases of ", "live.csv are in ", "] 3 of 3");
        assertThat(run("export", "out.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("out.csv is there already: remove it");
    }

    @Test
    void importKeepsWhatIsLater() throws Exception {
        write("other.csv", HEADER + A.replace(",1060,", ",1050,") + LATER_B + C);
        assertThat(run("import", "other.csv")).isEqualTo(ExitStatus.OK);
        assertThat(said()).contains("2 leases stored, 0 removed, 1 kept", "] 2 of 2");
        assertThat(run("export", "out.csv")).isEqualTo(ExitStatus.OK);
        assertThat(text("out.csv")).isEqualTo(HEADER + A + LATER_B + C);
        assertThat(run("import", "other.csv", "--replace")).isEqualTo(ExitStatus.OK);
        assertThat(run("verify", "other.csv")).as("subnet 9").isEqualTo(ExitStatus.FAILED);
        assertThat(said()).doesNotContain("in the file");
    }

    @Test
    void aBackupIsRestoredAsItWas() throws Exception {
        assertThat(run("backup", "backup.csv")).isEqualTo(ExitStatus.OK);
        assertThat(text("backup.csv.sha256")).endsWith("  backup.csv\n");
        write("live.csv", HEADER + LATER_B + C);
        assertThat(run("restore", "backup.csv")).isEqualTo(ExitStatus.OK);
        assertThat(said()).contains("2 leases stored, 1 removed, 0 kept");
        assertThat(run("verify", "backup.csv")).isEqualTo(ExitStatus.OK);
        assertThat(said()).contains("live.csv: 2 leases", "IA-NA assigned");
        write("backup.csv", HEADER + A);
        assertThat(run("restore", "backup.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("is not what was backed up");
        Files.delete(directory.resolve("backup.csv.sha256"));
        assertThat(run("restore", "backup.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("goes by 'tandem6 leases import'");
        assertThat(run("verify")).as("nothing was changed").isEqualTo(ExitStatus.OK);
        assertThat(said()).contains("live.csv: 2 leases");
    }

    @Test
    void damageIsReportedAndNeverImported() throws Exception {
        write("other.csv", HEADER + LATER_B + "2001:db8:1::c,nonsense\n");
        assertThat(run("import", "other.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("row 2 of ", "nothing was stored");
        write("live.csv", HEADER + A + "2001:db8:1::c,nonsense\n" + C);
        assertThat(run("verify")).isEqualTo(ExitStatus.FAILED);
        assertThat(said())
                .contains("1 rows cannot be read: row 2 of ")
                .contains("1 leases belong to subnets that are not configured: 2001:db8:9::c (9)");
        assertThat(run("export", "out.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("1 rows could not be read and are missing there");
        assertThat(text("live.csv")).as("untouched").contains("nonsense");
    }

    @Test
    void differencesAreShown() throws Exception {
        write("other.csv", HEADER + LATER_B + C);
        assertThat(run("verify", "other.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said())
                .contains("1 leases are only in the file: 2001:db8:9::c")
                .contains("1 leases are not in the file: 2001:db8:1::a")
                .contains("1 leases differ from those in the file: 2001:db8:1::b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""                          | what is to be done with the leases?
                    explode                     | 'explode' is not understood
                    export leases.csv           | the configuration file is missing: -c FILE
                    export -c                   | the configuration file is missing: -c FILE
                    export -c kea.conf          | the lease file is missing
                    export -c kea.conf a b      | 'b' is not understood
                    export -c kea.conf a --fast | '--fast' is not understood
                    backup -c kea.conf a --replace | '--replace' belongs to import
                    """)
    void wrongWordsAreExplained(String words, String reason) {
        List<String> arguments = words.isEmpty() ? List.of() : List.of(words.split(" "));
        int status =
                new LeasesCommand(new PrintStream(out, true), new PrintStream(err, true))
                        .run(arguments);
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(said()).contains("tandem6 leases: " + reason, "see tandem6 leases --help");
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        assertThat(run("import", "nowhere.csv")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("cannot read ", "there is no file ");
        Files.delete(directory.resolve("kea.conf"));
        assertThat(run("verify")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("cannot read configuration file", "there is no such file");
        write("kea.conf", "{ \"Dhcp6\": { \"lease-database\": { } } }");
        assertThat(run("verify")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("lease-database lacks 'type'");
        write(
                "kea.conf",
                "{ \"Dhcp6\": { \"lease-database\": { \"type\": \"memfile\", \"persist\": false } } }");
        assertThat(run("verify")).isEqualTo(ExitStatus.FAILED);
        assertThat(said()).contains("in memory only");
    }

    @Test
    void helpIsThere() {
        assertThat(
                        new LeasesCommand(new PrintStream(out, true), new PrintStream(err, true))
                                .run(List.of("--help")))
                .isEqualTo(ExitStatus.OK);
        assertThat(said()).startsWith("Usage: tandem6 leases export");
    }
}
