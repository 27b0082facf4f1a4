package io.tandem6.simulator.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.Retransmission;
import io.tandem6.option.Options;
import io.tandem6.option.Preference;
import io.tandem6.option.StatusCode;
import io.tandem6.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One client. It solicits, requests, renews and rebinds as RFC 9915 section 18.2 says, and from
 * time to time gives everything back, confirms, declines, or starts over as after a loss of power.
 */
public final class SimulatedClient {
    private static final long CONFIRM_LIMIT = 10 * Timeline.SECOND;

    private final ClientTraits traits;
    private final ClientHabits habits;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final ClientWorld world;
    private final TreeMap<Ipv6Address, Holding> held = new TreeMap<>();
    private final List<ClientMessage> offers = new ArrayList<>();
    private @Nullable Question question;
    private Retransmission timing = Retransmission.SOLICIT;
    private Duration wait = Duration.ZERO;
    private long began;
    private long limit;
    private int sent;
    private boolean isLastWait;
    private long renewAt;
    private long rebindAt;
    private Optional<Duid> server = Optional.empty();
    private boolean quiet;
    private Timeline.@Nullable Event next;
    private Timeline.@Nullable Event mood;

    /** A client that is switched off. */
    public SimulatedClient(
            ClientTraits traits,
            ClientHabits habits,
            Timeline timeline,
            RandomGenerator random,
            ClientWorld world) {
        this.traits = traits;
        this.habits = habits;
        this.timeline = timeline;
        this.random = random;
        this.world = world;
    }

    /** What it is like. */
    public ClientTraits traits() {
        return traits;
    }

    /** What it has by its own account. */
    public Collection<Holding> holdings() {
        dropExpired();
        return List.copyOf(held.values());
    }

    /** Switches it on after {@code nanos}. */
    public void startAfter(long nanos) {
        plan(nanos, this::solicit);
    }

    /** Has it send nothing any more. */
    public void fallSilent() {
        quiet = true;
        question = null;
        if (next != null) {
            next.cancel();
        }
        if (mood != null) {
            mood.cancel();
        }
    }

    private void plan(long nanos, Runnable action) {
        if (next != null) {
            next.cancel();
        }
        if (!quiet) {
            next = timeline.after((long) (nanos / traits.clockRate()), action);
        }
    }

    private void solicit() {
        server = Optional.empty();
        offers.clear();
        ask(MessageType.SOLICIT, Retransmission.SOLICIT, Long.MAX_VALUE, List.of());
    }

    private void ask(int type, Retransmission how, long until, Collection<Holding> about) {
        timing = how;
        limit = until;
        began = timeline.now();
        sent = 0;
        Optional<Duid> addressed =
                switch (type) {
                    case MessageType.REQUEST,
                            MessageType.RENEW,
                            MessageType.RELEASE,
                            MessageType.DECLINE ->
                            server;
                    default -> Optional.empty();
                };
        question =
                new Question(traits, type, random.nextInt(1 << 24), addressed, List.copyOf(about));
        transmit();
    }

    private void transmit() {
        Question asked = question;
        if (asked == null || quiet) {
            return;
        }
        dropExpired();
        wait = sent == 0 ? timing.first(random) : timing.next(wait, random);
        sent++;
        world.multicast(traits, asked.message(timeline.now() - began));
        long left = limit - timeline.now();
        isLastWait = left <= wait.toNanos();
        plan(isLastWait ? left : wait.toNanos(), this::noAnswer);
    }

    private void noAnswer() {
        Question asked = question;
        if (asked == null) {
            return;
        }
        if (asked.type() == MessageType.SOLICIT && !offers.isEmpty()) {
            chooseOffer();
        } else if (timing.isLast(sent) || isLastWait) {
            gaveUp(asked.type());
        } else {
            transmit();
        }
    }

    private void gaveUp(int type) {
        switch (type) {
            case MessageType.RENEW -> rebind();
            case MessageType.CONFIRM -> bound();
            case MessageType.RELEASE -> switchOff();
            default -> solicit();
        }
    }

    private void renew() {
        if (holdings().isEmpty()) {
            solicit();
        } else {
            ask(MessageType.RENEW, Retransmission.RENEW, rebindAt, held.values());
        }
    }

    private void rebind() {
        if (holdings().isEmpty()) {
            solicit();
        } else {
            ask(MessageType.REBIND, Retransmission.REBIND, lastEnd(), held.values());
        }
    }

    private void confirm() {
        boolean onlyAddresses = held.values().stream().allMatch(h -> h.type() == LeaseType.IA_NA);
        world.note(traits, "was out of reach and is back");
        if (onlyAddresses) {
            ask(
                    MessageType.CONFIRM,
                    Retransmission.CONFIRM,
                    timeline.now() + CONFIRM_LIMIT,
                    held.values());
        } else {
            rebind();
        }
    }

    private void release() {
        List<Holding> all = List.copyOf(held.values());
        all.forEach(h -> end(h.address()));
        ask(MessageType.RELEASE, Retransmission.RELEASE, Long.MAX_VALUE, all);
    }

    private void decline(Holding holding) {
        held.remove(holding.address());
        world.declined(traits, holding.address());
        ask(MessageType.DECLINE, Retransmission.DECLINE, Long.MAX_VALUE, List.of(holding));
    }

    private void end(Ipv6Address address) {
        held.remove(address);
        world.ended(traits, address);
    }

    private void switchOff() {
        question = null;
        if (mood != null) {
            mood.cancel();
        }
        plan(habits.pause(random), this::solicit);
    }

    /** It has what it wants until T1. */
    private void bound() {
        question = null;
        if (holdings().isEmpty()) {
            solicit();
        } else {
            plan(Math.max(0, renewAt - timeline.now()), this::renew);
        }
    }

    private void chooseMood() {
        if (mood != null) {
            mood.cancel();
        }
        mood = timeline.after(habits.contentment(random), this::changeMind);
    }

    /** Only a client that waits for nothing changes its mind. */
    private void changeMind() {
        if (question != null || quiet || holdings().isEmpty()) {
            chooseMood();
            return;
        }
        switch (habits.next(random)) {
            case RELEASE -> release();
            case CONFIRM -> {
                confirm();
                chooseMood();
            }
            case FORGET -> {
                world.note(traits, "lost power and forgot what it had");
                held.clear();
                switchOff();
            }
        }
    }

    /** A message arrives. */
    public void receive(ClientMessage message) {
        Question asked = question;
        if (asked == null
                || quiet
                || message.transactionId() != asked.transactionId()
                || !message.options().clientId().equals(Optional.of(traits.duid()))
                || message.options().serverId().isEmpty()) {
            return;
        }
        dropExpired();
        if (message.type() == MessageType.ADVERTISE && asked.type() == MessageType.SOLICIT) {
            advertised(message);
        } else if (message.type() == MessageType.REPLY
                && (asked.type() != MessageType.SOLICIT || message.options().rapidCommit())) {
            answered(asked.type(), message);
        }
    }

    private void advertised(ClientMessage message) {
        if (Answered.of(traits, message, timeline.now()).given().isEmpty()) {
            // There is nothing for it here.
            return;
        }
        offers.add(message);
        if (sent > 1) {
            chooseOffer();
        }
    }

    private void chooseOffer() {
        ClientMessage best = offers.getFirst();
        for (ClientMessage offer : offers) {
            if (worth(offer) > worth(best)) {
                best = offer;
            }
        }
        Answered offer = Answered.of(traits, best, timeline.now());
        server = Optional.of(offer.server());
        ask(MessageType.REQUEST, Retransmission.REQUEST, Long.MAX_VALUE, offer.given());
    }

    private int worth(ClientMessage offer) {
        Options options = offer.options();
        int preference = options.first(Preference.class).map(Preference::value).orElse(0);
        return preference * 4 + Answered.of(traits, offer, timeline.now()).given().size();
    }

    private void answered(int type, ClientMessage message) {
        Answered answer = Answered.of(traits, message, timeline.now());
        switch (type) {
            case MessageType.RELEASE -> switchOff();
            case MessageType.DECLINE -> solicit();
            case MessageType.CONFIRM -> {
                if (answer.status() == StatusCode.NOT_ON_LINK) {
                    held.clear();
                    solicit();
                } else {
                    bound();
                }
            }
            default -> {
                if (answer.status() == StatusCode.SUCCESS) {
                    take(type, answer);
                }
            }
        }
    }

    private void take(int type, Answered answer) {
        for (Ipv6Address address : answer.taken()) {
            if (held.remove(address) != null) {
                world.takenAway(traits, address);
            }
        }
        for (Holding given : answer.given()) {
            held.put(given.address(), given);
            world.claimed(traits, given, began);
        }
        boolean fresh = type == MessageType.SOLICIT || type == MessageType.REQUEST;
        if (answer.given().isEmpty() && !fresh && !answer.unknownBinding() && !held.isEmpty()) {
            return;
        }
        if (answer.unknownBinding() && !fresh) {
            server = Optional.of(answer.server());
            ask(MessageType.REQUEST, Retransmission.REQUEST, Long.MAX_VALUE, held.values());
            return;
        }
        if (answer.given().isEmpty()) {
            question = null;
            plan(habits.retry(random), this::solicit);
            return;
        }
        server = Optional.of(answer.server());
        renewAt = timeline.now() + seconds(answer.t1());
        rebindAt = timeline.now() + seconds(answer.t2());
        if (fresh) {
            chooseMood();
            Optional<Holding> address =
                    answer.given().stream().filter(h -> h.type() == LeaseType.IA_NA).findFirst();
            if (address.isPresent() && habits.findsDuplicate(random)) {
                decline(address.get());
                return;
            }
        }
        bound();
    }

    private static long seconds(long value) {
        return value * Timeline.SECOND;
    }

    private long lastEnd() {
        return held.values().stream().mapToLong(Holding::until).max().orElse(timeline.now());
    }

    private void dropExpired() {
        long now = timeline.now();
        held.values().removeIf(h -> h.until() <= now);
    }
}
