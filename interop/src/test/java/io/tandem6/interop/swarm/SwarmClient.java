package io.tandem6.interop.swarm;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.OptionRequest;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One client (RFC 9915 section 18.2), told of time in seconds and of messages. It takes the first
 * Advertise with everything it wants. One that lives rests until T1 and goes on from there; the
 * others end with the one exchange for which they were made, however soon that is.
 */
final class SwarmClient {
    private static final double RANDOM_MAX = 0.1;
    private static final int ELAPSED_MAX = 0xffff;
    private static final int[] REQUESTED_OPTIONS = {23, 24};

    private final Duid duid;
    private final Iaid iaid;
    private final boolean wantsPrefix;
    private final RandomGenerator random;
    private final double started;

    private Exchange exchange;
    private int transactionId;
    private double firstSent;
    private double retransmission;
    private int sentInExchange;
    private int sent;
    private int status;
    private @Nullable Duid server;
    private @Nullable Ipv6Address address;
    private @Nullable Ipv6Prefix prefix;
    private @Nullable Double waited;
    private boolean gaveUp;
    private final Life life;
    private final Claims claims;
    private boolean atRest;
    private double renewsAt;
    private double rebindsAt;
    private double endsAt = Double.MAX_VALUE;
    private int extensions;
    private double longestExtension;

    /**
     * What becomes of a client after its first exchange.
     *
     * @param lives it keeps what it got
     * @param staySeconds how long it does so before it releases that, 0 is for ever
     * @param origin Unix time at which the swarm's time is 0
     */
    record Life(boolean lives, double staySeconds, double origin) {}

    SwarmClient(
            Duid duid,
            Iaid iaid,
            boolean wantsPrefix,
            Exchange first,
            Life life,
            double now,
            RandomGenerator random) {
        this.duid = duid;
        this.iaid = iaid;
        this.wantsPrefix = wantsPrefix;
        this.random = random;
        this.started = now;
        this.exchange = first;
        this.life = life;
        this.claims = new Claims(life.origin());
        begin(first, now);
    }

    /** A client that holds what {@code report} says. */
    static SwarmClient holding(
            SwarmReport.Client report,
            Exchange first,
            Life life,
            double now,
            RandomGenerator random) {
        SwarmClient client =
                new SwarmClient(
                        Duid.parse(report.duid()),
                        Iaid.of(report.iaid()),
                        report.prefix() != null,
                        first,
                        life,
                        now,
                        random);
        client.server = Optional.ofNullable(report.server()).map(Duid::parse).orElse(null);
        client.address = Optional.ofNullable(report.address()).map(Ipv6Address::parse).orElse(null);
        client.prefix = Optional.ofNullable(report.prefix()).map(SwarmClient::prefix).orElse(null);
        return client;
    }

    private static Ipv6Prefix prefix(String text) {
        int slash = text.indexOf('/');
        return new Ipv6Prefix(
                Ipv6Address.parse(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    private void begin(Exchange next, double now) {
        atRest = false;
        exchange = next;
        transactionId = random.nextInt(1 << 24);
        firstSent = now;
        retransmission = 0;
        sentInExchange = 0;
    }

    /** Neither waits for an answer nor sends any more, nor will it. */
    boolean isDone() {
        return gaveUp || (waited != null && (!life.lives() || exchange == Exchange.RELEASE));
    }

    /** Has what it wants and waits for T1. */
    boolean isAtRest() {
        return atRest;
    }

    /** When it has to be woken, while it is at rest. */
    double wakesAt() {
        return renewsAt;
    }

    /** T1 has come: extends what it has, or gives it back. */
    void wake(double now) {
        boolean leaves = life.staySeconds() > 0 && now - started >= life.staySeconds();
        begin(leaves ? Exchange.RELEASE : Exchange.RENEW, now);
        if (leaves) {
            claims.end(now);
        }
    }

    int transactionId() {
        return transactionId;
    }

    /** The seconds to wait for an answer to the message that was just made. */
    double nextWait() {
        retransmission =
                exchange.retransmissionSeconds(
                        retransmission, random.nextDouble(-RANDOM_MAX, RANDOM_MAX));
        return retransmission;
    }

    /** Takes notice of the lack of an answer: goes on, starts over or gives up. */
    void noAnswer(double now) {
        boolean extending = exchange == Exchange.RENEW || exchange == Exchange.REBIND;
        if (extending && life.lives() && now >= endsAt) {
            begin(Exchange.SOLICIT, now);
        } else if (exchange == Exchange.RENEW && life.lives() && now >= rebindsAt) {
            begin(Exchange.REBIND, now);
        }
        if (!exchange.isOver(sentInExchange)) {
            return;
        }
        if (exchange == Exchange.REQUEST) {
            begin(Exchange.SOLICIT, now);
        } else {
            gaveUp = true;
        }
    }

    /** The message to send now. */
    ClientMessage message(double now) {
        sent++;
        sentInExchange++;
        int elapsed = Math.clamp((long) ((now - firstSent) * 100), 0, ELAPSED_MAX);
        Options.Builder options =
                Options.builder()
                        .add(new ClientIdentifier(duid))
                        .add(new ElapsedTime(elapsed))
                        .add(OptionRequest.of(REQUESTED_OPTIONS));
        boolean named =
                switch (exchange) {
                    case SOLICIT, REBIND -> false;
                    case REQUEST, RENEW, RELEASE, DECLINE -> true;
                };
        if (named && server != null) {
            options.add(new ServerIdentifier(server));
        }
        boolean knows = exchange != Exchange.SOLICIT;
        options.add(
                new IaNa(iaid, 0, 0, knows && address != null ? address(address) : Options.EMPTY));
        // Nobody can find out that somebody else uses a prefix: only addresses are declined.
        if (wantsPrefix && exchange != Exchange.DECLINE) {
            options.add(
                    new IaPd(iaid, 0, 0, knows && prefix != null ? prefix(prefix) : Options.EMPTY));
        }
        return new ClientMessage(exchange.messageType(), transactionId, options.build());
    }

    private static Options address(Ipv6Address address) {
        return Options.of(new IaAddress(address, 0, 0, Options.EMPTY));
    }

    private static Options prefix(Ipv6Prefix prefix) {
        return Options.of(new IaPrefix(0, 0, prefix, Options.EMPTY));
    }

    /**
     * Takes notice of an answer.
     *
     * @return true if there is another message to send at once
     */
    boolean received(ClientMessage answer, double now) {
        Options options = answer.options();
        if (answer.transactionId() != transactionId
                || !options.clientId().equals(Optional.of(duid))
                || options.serverId().isEmpty()
                || isDone()) {
            return false;
        }
        if (exchange == Exchange.SOLICIT) {
            return answer.type() == MessageType.ADVERTISE && advertised(options, now);
        }
        return answer.type() == MessageType.REPLY && replied(options, now);
    }

    private boolean advertised(Options options, double now) {
        status = worstStatus(options);
        Optional<Ipv6Address> offered = offeredAddress(options);
        Optional<Ipv6Prefix> offeredPrefix = offeredPrefix(options);
        if (offered.isEmpty() || (wantsPrefix && offeredPrefix.isEmpty())) {
            return false;
        }
        begin(Exchange.REQUEST, now);
        server = options.serverId().orElseThrow();
        address = offered.get();
        prefix = offeredPrefix.orElse(null);
        return true;
    }

    private boolean replied(Options options, double now) {
        status = worstStatus(options);
        server = options.serverId().orElseThrow();
        address = offeredAddress(options).orElse(null);
        prefix = offeredPrefix(options).orElse(null);
        if ((exchange == Exchange.REQUEST || life.lives()) && address == null) {
            if (exchange == Exchange.RELEASE) {
                waited = now - started;
                return false;
            }
            begin(Exchange.SOLICIT, now);
            return true;
        }
        if (waited == null) {
            waited = now - started;
        } else {
            extensions++;
            longestExtension = Math.max(longestExtension, now - firstSent);
        }
        if (exchange == Exchange.RELEASE || exchange == Exchange.DECLINE) {
            claims.end(firstSent);
            return false;
        }
        claims.replace(options, iaid, now);
        if (life.lives()) {
            rest(options, now);
        }
        return false;
    }

    /** A new transaction id makes what still waits for the old one void. */
    private void rest(Options options, double now) {
        IaNa ia =
                options.iaNas().stream()
                        .filter(each -> each.iaid().equals(iaid))
                        .findFirst()
                        .orElseThrow();
        IaAddress leased =
                ia.options().addresses().stream()
                        .filter(each -> each.validLifetime() > 0)
                        .findFirst()
                        .orElseThrow();
        transactionId = random.nextInt(1 << 24);
        renewsAt = now + (ia.t1() > 0 ? ia.t1() : leased.preferredLifetime() * 0.5);
        rebindsAt = now + (ia.t2() > 0 ? ia.t2() : leased.preferredLifetime() * 0.8);
        endsAt = now + leased.validLifetime();
        atRest = true;
    }

    private Optional<Ipv6Address> offeredAddress(Options options) {
        return options.iaNas().stream()
                .filter(ia -> ia.iaid().equals(iaid))
                .flatMap(ia -> ia.options().addresses().stream())
                .filter(leased -> leased.validLifetime() > 0)
                .map(IaAddress::address)
                .findFirst();
    }

    private Optional<Ipv6Prefix> offeredPrefix(Options options) {
        return options.iaPds().stream()
                .filter(ia -> ia.iaid().equals(iaid))
                .flatMap(ia -> ia.options().prefixes().stream())
                .filter(leased -> leased.validLifetime() > 0)
                .map(IaPrefix::prefix)
                .findFirst();
    }

    private static int worstStatus(Options options) {
        int worst = options.status();
        for (IaNa ia : options.iaNas()) {
            worst = Math.max(worst, ia.options().status());
        }
        for (IaPd ia : options.iaPds()) {
            worst = Math.max(worst, ia.options().status());
        }
        return worst;
    }

    SwarmReport.Client report() {
        return new SwarmReport.Client(
                duid.toString(),
                iaid.unsigned(),
                started,
                waited,
                server == null ? null : server.toString(),
                address == null ? null : address.toString(),
                prefix == null ? null : prefix.first() + "/" + prefix.length(),
                status,
                sent,
                extensions,
                longestExtension,
                claims.all());
    }

    /** All clients' reports. */
    static List<SwarmReport.Client> reports(List<SwarmClient> clients) {
        return clients.stream().map(SwarmClient::report).toList();
    }
}
