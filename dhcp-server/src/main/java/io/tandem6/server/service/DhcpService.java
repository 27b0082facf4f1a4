package io.tandem6.server.service;

import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The switch of the DHCP service and the timers that turn it on again. Event loop only. */
public final class DhcpService {
    /** Origins that may have the service off at a time; numbers come from outside. */
    static final int ORIGINS_MAX = 1000;

    /** Longest period that is waited for; a longer one is as good as none. */
    private static final long PERIOD_SECONDS_MAX = Duration.ofDays(36_500).toSeconds();

    private final EventLoop loop;
    private final Map<Long, EventLoop.Timer> timers = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private ServiceState state = ServiceState.ON;

    /** A service that is on. */
    public DhcpService(EventLoop loop) {
        this.loop = loop;
    }

    /** Who wants it off. */
    public ServiceState state() {
        return state;
    }

    /** {@code listener} is called after each change, until the returned task is run. */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Switches it off in the name of {@code origin}; after {@code maxPeriodSeconds} (1 or more) the
     * origin is taken to have forgotten it. A repeated call begins a new period. False if too many
     * origins have it off already.
     */
    public boolean disable(long origin, OptionalLong maxPeriodSeconds) {
        if (state.origins().size() >= ORIGINS_MAX && !state.origins().contains(origin)) {
            return false;
        }
        cancelTimer(origin);
        if (maxPeriodSeconds.isPresent()) {
            Duration period =
                    Duration.ofSeconds(Math.min(maxPeriodSeconds.getAsLong(), PERIOD_SECONDS_MAX));
            timers.put(origin, loop.schedule(period, () -> enable(origin)));
        }
        become(state.disabledBy(origin));
        return true;
    }

    /** Takes back all that was said in the name of {@code origin}. */
    public void enable(long origin) {
        cancelTimer(origin);
        become(state.enabledBy(origin));
    }

    /** Takes note of what the HA state of a relationship wants. */
    public void setWanted(int relationship, boolean on) {
        become(state.wanted(relationship, on));
    }

    private void cancelTimer(long origin) {
        EventLoop.Timer timer = timers.remove(origin);
        if (timer != null) {
            timer.cancel();
        }
    }

    private void become(ServiceState next) {
        if (!next.equals(state)) {
            state = next;
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }
}
