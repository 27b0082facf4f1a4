package io.tandem6.server.transfer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.journal.LeaseFileCopy;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Moves leases. */
public final class LeaseTransfer {
    /** Leases in one step; each is on disk before the next. */
    private static final int CHUNK = 1000;

    private static final int STEP_SECONDS = 60;
    private static final int PAGE = 4096;

    private LeaseTransfer() {}

    /**
     * Writes leases to a file that is not there yet.
     *
     * @param progress hears how many are written
     */
    public static void export(LeaseTable leases, Path file, LongConsumer progress)
            throws TransferException {
        if (Files.exists(file)) {
            throw new TransferException(
                    file + " is there already: remove it, or name another file");
        }
        try {
            LeaseFileCopy.write(file, () -> new Pages(leases), progress);
        } catch (IOException e) {
            throw new TransferException("cannot write " + file + ": " + e, e);
        }
    }

    /** What happens to leases that the target has and the source has not, or has otherwise. */
    public enum Mode {
        /**
         * Those that only the target has stay; of two leases of an address the later one counts.
         */
        MERGE,
        /** The target has what the source has, and nothing else. */
        REPLACE
    }

    /**
     * What was done.
     *
     * @param stored leases that were added or replaced
     * @param removed leases that were removed
     * @param kept leases of the target that nothing happened to
     */
    public record Result(long stored, long removed, long kept) {}

    /**
     * Stores leases.
     *
     * @param progress hears how many changes are stored, and of how many
     */
    public static Result store(
            LeaseTable leases, LeasePlace.Configured target, Mode mode, Progress progress)
            throws TransferException {
        LeaseTable there = new LeaseTable();
        try (LeaseStore store = target.open(there::apply)) {
            List<LeaseChange> changes = additions(leases, there, mode);
            long stored = changes.size();
            long replaced = changes.stream().filter(c -> there.find(c.address()) != null).count();
            if (mode == Mode.REPLACE) {
                changes.addAll(removals(leases, there));
            }
            for (int from = 0; from < changes.size(); from += CHUNK) {
                int to = Math.min(from + CHUNK, changes.size());
                commit(store, changes.subList(from, to));
                progress.done(to, changes.size());
            }
            long removed = changes.size() - stored;
            return new Result(stored, removed, there.size() - removed - replaced);
        }
    }

    private static List<LeaseChange> additions(LeaseTable leases, LeaseTable there, Mode mode) {
        List<LeaseChange> changes = new ArrayList<>();
        leases.forEach(
                lease -> {
                    if (counts(lease, there.find(lease.address()), mode)) {
                        changes.add(LeaseChange.of(lease));
                    }
                });
        return changes;
    }

    private static List<LeaseChange> removals(LeaseTable leases, LeaseTable there) {
        List<LeaseChange> changes = new ArrayList<>();
        there.forEach(
                lease -> {
                    if (leases.find(lease.address()) == null) {
                        changes.add(new LeaseChange.Delete(lease));
                    }
                });
        return changes;
    }

    private static boolean counts(Lease lease, @Nullable Lease there, Mode mode) {
        if (there == null) {
            return true;
        }
        return switch (mode) {
            case MERGE -> lease.clientLastTransmission() > there.clientLastTransmission();
            case REPLACE -> !lease.equals(there);
        };
    }

    private static void commit(LeaseStore store, List<LeaseChange> changes)
            throws TransferException {
        CompletableFuture<LeaseStore.Outcome> told = new CompletableFuture<>();
        store.commit(List.copyOf(changes), told::complete);
        try {
            switch (told.get(STEP_SECONDS, TimeUnit.SECONDS)) {
                case LeaseStore.Outcome.Durable ignored -> {}
                case LeaseStore.Outcome.Failed failed ->
                        throw new TransferException(
                                "leases cannot be stored: "
                                        + failed.reason()
                                        + "; those before "
                                        + changes.getFirst().address()
                                        + " are; do the same again once that is repaired");
                case LeaseStore.Outcome.Superseded ignored ->
                        throw new TransferException("a server changes the leases meanwhile");
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new TransferException("the store does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferException("interrupted", e);
        }
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of so many are done. */
        void done(long count, long total);
    }

    /** All leases, ascending, without a list of them. */
    private static final class Pages implements Iterator<Lease> {
        private final LeaseTable table;
        private List<Lease> page;
        private int next;

        Pages(LeaseTable table) {
            this.table = table;
            page = table.page(null, PAGE);
        }

        @Override
        public boolean hasNext() {
            if (next == page.size() && !page.isEmpty()) {
                Ipv6Address last = page.getLast().address();
                page = table.page(last, PAGE);
                next = 0;
            }
            return next < page.size();
        }

        @Override
        public Lease next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(next++);
        }
    }
}
