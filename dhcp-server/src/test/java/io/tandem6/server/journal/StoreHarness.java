package io.tandem6.server.journal;

import io.tandem6.lease.LeaseChange;
import io.tandem6.log.LogMessage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** A store on a simulated disk whose threads are queues. */
final class StoreHarness {
    static final Path FILE = Path.of("/var/lib/kea/kea-leases6.csv");
    static final LeaseFileNames NAMES = new LeaseFileNames(FILE);
    static final long NOW = 1_800_000_000L;

    final ArrayDeque<Runnable> writer = new ArrayDeque<>();
    final ArrayDeque<Runnable> cleaner = new ArrayDeque<>();
    final List<LogMessage> logged = new ArrayList<>();
    final List<String> logLines = new ArrayList<>();
    final List<LeaseChange> loaded = new ArrayList<>();
    int queueLimit = 100;
    long maxRowErrors;
    int breaths;

    JournalLeaseStore open(Disk disk) throws LeaseStoreException {
        loaded.clear();
        return JournalLeaseStore.open(
                new JournalSettings(FILE, maxRowErrors, queueLimit, true, () -> breaths++, NOW),
                disk,
                writer::add,
                cleaner::add,
                (message, arguments) -> {
                    logged.add(message);
                    String line = message.text();
                    for (Object argument : arguments) {
                        line =
                                line.replaceFirst(
                                        "\\{}", Matcher.quoteReplacement(String.valueOf(argument)));
                    }
                    logLines.add(line);
                },
                loaded::add);
    }

    void settle() {
        while (!writer.isEmpty() || !cleaner.isEmpty()) {
            ArrayDeque<Runnable> next = writer.isEmpty() ? cleaner : writer;
            next.remove().run();
        }
    }
}
