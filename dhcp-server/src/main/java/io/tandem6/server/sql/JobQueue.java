package io.tandem6.server.sql;

import io.tandem6.lease.ChangePosition;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.Revision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs that wait, so many of them as can be dealt with soon. Safe to use from any thread. */
final class JobQueue {
    /** Questions that may wait; each belongs to a client that asks again if it gets no answer. */
    private static final int QUESTIONS_MAX = 20_000;

    private final long incarnation;
    private final int changesMax;
    private List<Job.Write> writes = new ArrayList<>();
    private List<Job.Question> questions = new ArrayList<>();
    private int changes;
    private long sequence;
    private boolean scheduled;
    private boolean closed;
    private boolean full;
    private @Nullable String lost;

    JobQueue(long incarnation, int changesMax) {
        this.incarnation = incarnation;
        this.changesMax = changesMax;
    }

    /** What is to be done in one go. */
    record Batch(List<Job.Question> questions, List<Job.Write> writes) {
        boolean isEmpty() {
            return questions.isEmpty() && writes.isEmpty();
        }

        void fail(String reason) {
            questions.forEach(question -> question.fail(reason));
            writes.forEach(write -> write.fail(reason));
        }
    }

    /**
     * What became of a job that was handed in.
     *
     * @param refusal why it is not done, null if it waits
     * @param wake is somebody to be woken to do it
     * @param firstOfMany is it the first that was refused because too many wait
     */
    record Entry(@Nullable String refusal, boolean wake, boolean firstOfMany) {
        private static Entry refused(String reason) {
            return new Entry(reason, false, false);
        }
    }

    synchronized Entry add(
            List<Revision> revisions, boolean conditional, LeaseStore.Committed committed) {
        sequence += revisions.size();
        if (closed || lost != null) {
            return Entry.refused(refusal());
        }
        if (changes > 0 && changes + revisions.size() > changesMax) {
            boolean first = !full;
            full = true;
            return new Entry("too many lease changes wait for the database", false, first);
        }
        changes += revisions.size();
        writes.add(
                new Job.Write(
                        revisions,
                        conditional,
                        new ChangePosition(incarnation, sequence),
                        committed));
        return waiting();
    }

    synchronized Entry add(Job.Question question) {
        if (closed || lost != null) {
            return Entry.refused(refusal());
        }
        if (questions.size() >= QUESTIONS_MAX) {
            return Entry.refused("too many questions wait for the database");
        }
        questions.add(question);
        return waiting();
    }

    private Entry waiting() {
        boolean wake = !scheduled;
        scheduled = true;
        return new Entry(null, wake, false);
    }

    private String refusal() {
        return closed ? "the lease store is closed" : String.valueOf(lost);
    }

    /** Everything that waits. */
    synchronized Batch take() {
        Batch batch = new Batch(questions, writes);
        questions = new ArrayList<>();
        writes = new ArrayList<>();
        changes = 0;
        full = false;
        scheduled = false;
        return batch;
    }

    /** Refuses everything from now on, until {@link #back}. */
    synchronized void lose(String reason) {
        lost = reason;
    }

    synchronized void back() {
        lost = null;
    }

    /** Why nothing is done, null if all is well. */
    synchronized @Nullable String lost() {
        return lost;
    }

    /** Refuses everything for good; false if that is so already. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized int waitingChanges() {
        return changes;
    }
}
