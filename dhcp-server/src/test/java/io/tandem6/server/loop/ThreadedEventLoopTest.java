package io.tandem6.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop's close is its test's: it returns when everything handed in has run. */
@Timeout(30)
class ThreadedEventLoopTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.9Z");

    private final List<Object> happened = Collections.synchronizedList(new ArrayList<>());
    private final ThreadedEventLoop loop =
            new ThreadedEventLoop(InstantSource.fixed(NOW), happened::add);

    @Test
    void tasksRunInTheirOrderOnOneThread() {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 100)
                .forEach(
                        i ->
                                loop.execute(
                                        () -> {
                                            happened.add(i);
                                            threads.add(Thread.currentThread());
                                        }));
        loop.start();
        loop.close();
        assertThat(happened).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(Collections.unmodifiableSet(new java.util.HashSet<>(threads))).hasSize(1);
    }

    @Test
    void aTaskHandedInByATaskComesLast() {
        loop.execute(() -> loop.execute(() -> happened.add("handed in meanwhile")));
        loop.execute(() -> happened.add("handed in before"));
        loop.start();
        CountDownLatch drained = new CountDownLatch(1);
        loop.execute(() -> loop.execute(drained::countDown));
        await(drained);
        loop.close();
        assertThat(happened).containsExactly("handed in before", "handed in meanwhile");
    }

    @Test
    void whateverATaskThrowsIsReportedAndCostsNothingElse() {
        RuntimeException exception = new IllegalStateException("broken");
        Error error = new AssertionError("broken badly");
        loop.execute(
                () -> {
                    throw exception;
                });
        loop.execute(
                () -> {
                    throw error;
                });
        loop.execute(() -> happened.add("next"));
        loop.start();
        loop.close();
        assertThat(happened).containsExactly(exception, error, "next");
    }

    @Test
    void timersRunWhenTheyAreDueAndInThatOrder() {
        CountDownLatch last = new CountDownLatch(1);
        loop.execute(
                () -> {
                    loop.schedule(Duration.ofMillis(3), last::countDown);
                    loop.schedule(Duration.ofMillis(2), () -> happened.add("third"));
                    loop.schedule(Duration.ofNanos(1), () -> happened.add("first"));
                    loop.schedule(Duration.ofNanos(1), () -> happened.add("second"));
                    loop.schedule(Duration.ofHours(1), () -> happened.add("never"));
                });
        loop.start();
        await(last);
        loop.close();
        assertThat(happened).containsExactly("first", "second", "third");
    }

    @Test
    void timersMayBeSetOnAnyThread() {
        CountDownLatch ran = new CountDownLatch(1);
        loop.start();
        loop.schedule(Duration.ofMillis(1), ran::countDown);
        await(ran);
        loop.close();
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        CountDownLatch later = new CountDownLatch(1);
        loop.execute(
                () -> {
                    EventLoop.Timer timer =
                            loop.schedule(Duration.ofNanos(1), () -> happened.add("cancelled"));
                    timer.cancel();
                    timer.cancel();
                    loop.schedule(Duration.ofMillis(1), later::countDown);
                });
        loop.start();
        await(later);
        loop.close();
        assertThat(happened).isEmpty();
    }

    @Test
    void cancelledTimersDoNotPileUp() {
        loop.execute(
                () -> {
                    loop.schedule(Duration.ofHours(1), () -> happened.add("never"));
                    for (int i = 0; i < 100_000; i++) {
                        loop.schedule(Duration.ofMinutes(1), () -> happened.add("never")).cancel();
                    }
                    happened.add(loop.timersKept() < 3000);
                });
        loop.start();
        loop.close();
        assertThat(happened).containsExactly(true);
    }

    @Test
    void aTimerThatThrowsCostsNothingElse() {
        CountDownLatch later = new CountDownLatch(1);
        loop.execute(
                () -> {
                    loop.schedule(
                            Duration.ofNanos(1),
                            () -> {
                                throw new IllegalStateException("broken");
                            });
                    loop.schedule(Duration.ofMillis(1), later::countDown);
                });
        loop.start();
        await(later);
        loop.close();
        assertThat(happened).hasSize(1);
    }

    @Test
    void closingALoopThatNeverStarted() {
        loop.execute(() -> happened.add("never"));
        loop.close();
        loop.close();
        assertThat(happened).isEmpty();
    }

    @Test
    void theWallClockIsTheGivenOne() {
        assertThat(loop.now()).isEqualTo(NOW);
        assertThat(loop.epochSecond()).isEqualTo(NOW.getEpochSecond());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
