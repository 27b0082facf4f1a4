package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Continuity;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the partner answers right now: asked several times a second, it is lost at once if nobody
 * listens there, else after a short silence. Whoever is lost in this sense may be alive and serve
 * clients. Event loop only.
 */
final class Contact {
    private static final int UNDER_WAY_MAX = 8;
    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(2);

    /** As a control agent puts it whose server does not run. */
    private static final String OFFLINE = "server is likely to be offline";

    private final EventLoop loop;
    private final Continuity settings;
    private final Question question;
    private final Runnable changed;
    private final Duration timeout;
    private int underWay;
    private long heardNanos;
    private long answeredNanos;
    private long tickedNanos;
    private long awakeSinceNanos;
    private long upSinceNanos;
    private boolean up;
    private EventLoop.@Nullable Timer timer;

    /** Asks the partner something. */
    @FunctionalInterface
    interface Question {
        void ask(Duration timeout, Consumer<PeerResult> answered);
    }

    /**
     * Does nothing yet.
     *
     * @param changed hears each time that the partner comes or goes
     */
    Contact(EventLoop loop, Continuity settings, Question question, Runnable changed) {
        this.loop = loop;
        this.settings = settings;
        this.question = question;
        this.changed = changed;
        Duration patience = Duration.ofMillis(2 * settings.contactPatienceMillis());
        timeout = patience.compareTo(TIMEOUT_MIN) < 0 ? TIMEOUT_MIN : patience;
    }

    /** Asks from now on, if it does not do so yet. */
    void start() {
        if (timer == null) {
            tickedNanos = loop.nanoTimeWithSuspend();
            awakeSinceNanos = tickedNanos;
            tick();
        }
    }

    /** Asks no more; the partner counts as lost. */
    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        lose();
    }

    /** True if the partner answers. */
    boolean isUp() {
        return up;
    }

    /** Since when it does, monotonic nanoseconds. */
    long upSinceNanos() {
        return upSinceNanos;
    }

    /** The partner has answered something. */
    void heard() {
        heardNanos = loop.nanoTimeWithSuspend();
        if (!up && timer != null) {
            up = true;
            upSinceNanos = heardNanos;
            changed.run();
        }
    }

    /** What came of something that was sent to the partner at {@code sentNanos}. */
    void judge(PeerResult result, long sentNanos) {
        boolean gone =
                switch (result) {
                    case Unreachable none -> none.cause() == Cause.REFUSED;
                    case Answer answer -> answer.text().contains(OFFLINE);
                };
        if (gone) {
            if (sentNanos - heardNanos > 0) {
                lose();
            }
        } else if (result instanceof Answer) {
            answeredNanos = Math.max(answeredNanos, sentNanos);
            heard();
        }
    }

    private void lose() {
        if (up) {
            up = false;
            changed.run();
        }
    }

    /**
     * If it was this server that slept, as a stopped process or a suspended machine does, the
     * partner's answers wait behind this very tick.
     */
    private void noticeSleep(long now, long patience) {
        if (now - tickedNanos > patience) {
            awakeSinceNanos = now;
        }
        tickedNanos = now;
    }

    /**
     * True if the partner counts as there but was not asked lately what it has answered, as in the
     * moments after this server slept: what it said last may not be true any more.
     */
    boolean isStale() {
        return isUp() && loop.nanoTimeWithSuspend() - answeredNanos > patience();
    }

    private long patience() {
        return Duration.ofMillis(settings.contactPatienceMillis()).toNanos();
    }

    private void tick() {
        long patience = patience();
        long now = loop.nanoTimeWithSuspend();
        noticeSleep(now, patience);
        if (now - heardNanos > patience && now - awakeSinceNanos > patience) {
            lose();
        }
        timer = loop.schedule(Duration.ofMillis(settings.contactIntervalMillis()), this::tick);
        if (underWay < UNDER_WAY_MAX) {
            underWay++;
            long sentNanos = loop.nanoTimeWithSuspend();
            question.ask(
                    timeout,
                    result -> {
                        underWay--;
                        judge(result, sentNanos);
                    });
        }
    }
}
