package io.tandem6.cli.leases;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.cli.terminal.HelpText;
import io.tandem6.cli.terminal.ProgressBar;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.server.transfer.Checksum;
import io.tandem6.server.transfer.LeasePlace;
import io.tandem6.server.transfer.LeaseTransfer;
import io.tandem6.server.transfer.LeaseVerification;
import io.tandem6.server.transfer.TransferException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports, imports, verifies, backs up and restores leases. */
public final class LeasesCommand {
    private final PrintStream out;
    private final PrintStream err;

    /** Writes results to {@code out}, complaints and progress to {@code err}. */
    public LeasesCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs it; returns the exit status. */
    public int run(List<String> words) {
        return switch (LeasesArguments.parse(words)) {
            case LeasesArguments.Help ignored -> {
                out.print(HelpText.of("leases"));
                yield ExitStatus.OK;
            }
            case LeasesArguments.Invalid invalid -> {
                err.println("tandem6 leases: " + invalid.reason() + "; see tandem6 leases --help");
                yield ExitStatus.USAGE;
            }
            case LeasesArguments.Run run -> run(run);
        };
    }

    private int run(LeasesArguments.Run run) {
        try {
            Optional<ServerConfig> config = read(run.configuration());
            if (config.isEmpty()) {
                return ExitStatus.FAILED;
            }
            LeasePlace.Configured place = LeasePlace.Configured.of(config.get());
            return switch (run.action()) {
                case EXPORT -> export(place, file(run));
                case BACKUP -> backup(place, file(run));
                case IMPORT -> store(place, file(run), run.replace());
                case RESTORE -> restore(place, file(run));
                case VERIFY -> verify(place, run.file());
            };
        } catch (TransferException e) {
            err.println("tandem6 leases: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private static Path file(LeasesArguments.Run run) {
        return run.file().orElseThrow();
    }

    private Optional<ServerConfig> read(Path file) {
        TextResolver files = LeasesCommand::read;
        switch (files.read(file.toString())) {
            case TextResolver.Unreadable unreadable -> {
                err.println(
                        "tandem6 leases: cannot read configuration file "
                                + file
                                + ": "
                                + unreadable.reason());
                return Optional.empty();
            }
            case TextResolver.Text text -> {
                // Who gets which address matters to the server, and not to who moves leases.
                ParseResult<ServerConfig> result =
                        new Dhcp6Parser(files, new Dhcp6ParserOptions(Optional.empty(), true))
                                .parse(file.toString(), text.text());
                result.errors().forEach(err::println);
                return result.config();
            }
        }
    }

    private static TextResolver.Result read(String path) {
        try {
            return new TextResolver.Text(Files.readString(Path.of(path)));
        } catch (NoSuchFileException e) {
            return new TextResolver.Unreadable("there is no such file");
        } catch (IOException | InvalidPathException e) {
            return new TextResolver.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private int export(LeasePlace place, Path file) throws TransferException {
        LeasePlace.Leases leases = place.read();
        leases.damage().forEach(sentence -> err.println("tandem6 leases: " + sentence));
        int total = leases.table().size();
        ProgressBar bar = new ProgressBar(err, Math.max(total, 1));
        LeaseTransfer.export(leases.table(), file, done -> bar.show((int) done));
        out.println("%d leases of %s are in %s".formatted(total, place.description(), file));
        if (leases.damage().isEmpty()) {
            return ExitStatus.OK;
        }
        err.println(
                "tandem6 leases: %d rows could not be read and are missing there"
                        .formatted(leases.damage().size()));
        return ExitStatus.FAILED;
    }

    private int backup(LeasePlace place, Path file) throws TransferException {
        int status = export(place, file);
        Checksum.write(file);
        return status;
    }

    private int restore(LeasePlace.Configured place, Path file) throws TransferException {
        Checksum.verify(file);
        return store(place, file, true);
    }

    private int store(LeasePlace.Configured place, Path file, boolean replace)
            throws TransferException {
        LeasePlace.Leases leases = new LeasePlace.Copy(file).read();
        if (!leases.damage().isEmpty()) {
            leases.damage().forEach(sentence -> err.println("tandem6 leases: " + sentence));
            err.println(
                    "tandem6 leases: nothing was stored: repair or remove these rows of "
                            + file
                            + " first");
            return ExitStatus.FAILED;
        }
        ProgressBar[] bar = new ProgressBar[1];
        LeaseTransfer.Result result =
                LeaseTransfer.store(
                        leases.table(),
                        place,
                        replace ? LeaseTransfer.Mode.REPLACE : LeaseTransfer.Mode.MERGE,
                        (done, total) -> {
                            if (bar[0] == null) {
                                bar[0] = new ProgressBar(err, (int) total);
                            }
                            bar[0].show((int) done);
                        });
        out.println(
                "%s: %d leases stored, %d removed, %d kept"
                        .formatted(
                                place.description(),
                                result.stored(),
                                result.removed(),
                                result.kept()));
        return ExitStatus.OK;
    }

    private int verify(LeasePlace.Configured place, Optional<Path> file) throws TransferException {
        LeasePlace.Leases leases = place.read();
        LeaseVerification.Report report = LeaseVerification.of(leases, place.config());
        out.println("%s: %d leases".formatted(place.description(), leases.table().size()));
        report.counts().forEach((kind, count) -> out.println("  %-24s %d".formatted(kind, count)));
        List<String> problems = new ArrayList<>(report.problems());
        if (file.isPresent()) {
            LeasePlace.Leases copy = new LeasePlace.Copy(file.get()).read();
            problems.addAll(copy.damage());
            problems.addAll(LeaseVerification.differences(leases.table(), copy.table()));
        }
        problems.forEach(problem -> err.println("tandem6 leases: " + problem));
        return problems.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
