package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.BasicAuth;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.TlsFiles;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Commands over HTTP, in the one form that Kea accepts: {@code POST /} of HTTP/1.1 with a {@code
 * Content-Length} and the content type {@code application/json} without any parameter. Connections
 * are kept and used again; host names are looked up for each new one.
 *
 * <p>A peer with TLS files is spoken to over TLS and all others are not, whatever the scheme of the
 * URL, as Kea has it. The peer's certificate must come from the trust anchor; host names in it are
 * not looked at.
 *
 * <p>Kea closes a connection that was idle for 30 s, perhaps at the moment at which it is used
 * again. A request whose connection breaks is therefore sent a second time, on a new one, if it may
 * arrive twice.
 *
 * <p>Answers are read on threads of the client's; only the result is handed to the loop.
 */
public final class HttpPeerTransport implements PeerTransport, AutoCloseable {
    /** Longest answer, in octets: some 100,000 leases. */
    static final long ANSWER_LENGTH_MAX = 64L << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Executor loop;
    private final long answerLengthMax;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient plain = builder().build();

    /** One for each identity that this server has towards peers. */
    private volatile Map<TlsFiles, HttpClient> secure;

    /**
     * Hands results to {@code loop}.
     *
     * @param identities the TLS files of all peers that have some, loaded
     */
    public HttpPeerTransport(Executor loop, Map<TlsFiles, SSLContext> identities) {
        this(loop, identities, ANSWER_LENGTH_MAX);
    }

    HttpPeerTransport(Executor loop, Map<TlsFiles, SSLContext> identities, long answerLengthMax) {
        this.loop = loop;
        this.answerLengthMax = answerLengthMax;
        this.secure = clients(identities);
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads);
    }

    private Map<TlsFiles, HttpClient> clients(Map<TlsFiles, SSLContext> identities) {
        Map<TlsFiles, HttpClient> clients = new HashMap<>();
        identities.forEach(
                (files, context) -> clients.put(files, builder().sslContext(context).build()));
        return Map.copyOf(clients);
    }

    /** From now on takes other TLS files; what is under way goes on with the former ones. */
    public void use(Map<TlsFiles, SSLContext> identities) {
        Map<TlsFiles, HttpClient> former = secure;
        secure = clients(identities);
        former.values().forEach(HttpClient::shutdown);
    }

    @Override
    public void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
        send(peer, command, timeout, true, done);
    }

    @Override
    public void sendOnce(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
        send(peer, command, timeout, false, done);
    }

    private void send(
            Peer peer,
            String command,
            Duration timeout,
            boolean repeatable,
            Consumer<PeerResult> done) {
        HttpRequest request;
        HttpClient client;
        try {
            request = request(peer, command);
            client = client(peer);
        } catch (URISyntaxException | IllegalArgumentException e) {
            PeerResult unusable =
                    new Unreachable(Cause.REFUSED, "cannot send to " + peer.url() + ": " + e);
            loop.execute(() -> done.accept(unusable));
            return;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        var _ =
                exchange(client, request, timeout)
                        .exceptionallyCompose(
                                failure ->
                                        repeatable
                                                ? again(client, request, failure, deadline)
                                                : CompletableFuture.failedFuture(failure))
                        .handle(HttpPeerTransport::toResult)
                        .thenAccept(result -> loop.execute(() -> done.accept(result)));
    }

    private HttpClient client(Peer peer) {
        if (peer.tls().isEmpty()) {
            return plain;
        }
        HttpClient client = secure.get(peer.tls().get());
        if (client == null) {
            throw new IllegalArgumentException("its TLS files were not loaded");
        }
        return client;
    }

    private CompletableFuture<HttpResponse<byte[]>> exchange(
            HttpClient client, HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), answerLengthMax));
        // The client's own limit ends with the headers of the answer, so time is kept out here.
        return exchange.copy()
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true));
    }

    private CompletableFuture<HttpResponse<byte[]>> again(
            HttpClient client, HttpRequest request, Throwable failure, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return causeOf(unwrap(failure)) == Cause.BROKEN && left.isPositive()
                ? exchange(client, request, left)
                : CompletableFuture.failedFuture(failure);
    }

    private static PeerResult toResult(
            @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response != null) {
            return AnswerReader.read(response.statusCode(), response.body());
        }
        Throwable cause = unwrap(failure);
        return new Unreachable(causeOf(cause), describe(cause));
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    private static Cause causeOf(@Nullable Throwable failure) {
        return switch (failure) {
            case HttpConnectTimeoutException ignored -> Cause.TIMEOUT;
            case HttpTimeoutException ignored -> Cause.TIMEOUT;
            case TimeoutException ignored -> Cause.TIMEOUT;
            case ConnectException ignored -> Cause.REFUSED;
            case SSLHandshakeException ignored -> Cause.REFUSED;
            case IOException e when isAboutContent(e) -> Cause.MALFORMED;
            case IOException ignored -> Cause.BROKEN;
            case null, default -> Cause.MALFORMED;
        };
    }

    /** The client tells a broken connection and a body that is too long by the same exception. */
    private static boolean isAboutContent(IOException e) {
        String message = e.getMessage();
        return e instanceof ProtocolException || (message != null && message.contains("exceeds"));
    }

    private static String describe(@Nullable Throwable failure) {
        if (failure == null) {
            return "no answer";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + message;
    }

    private static HttpRequest request(Peer peer, String command) throws URISyntaxException {
        URI url = peer.url();
        String scheme = peer.tls().isPresent() ? "https" : "http";
        URI root = new URI(scheme, null, url.getHost(), url.getPort(), "/", null, null);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(root)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        command.getBytes(StandardCharsets.UTF_8)));
        peer.basicAuth().ifPresent(auth -> builder.header("Authorization", authorization(auth)));
        return builder.build();
    }

    private static String authorization(BasicAuth auth) {
        String credentials = auth.user() + ":" + auth.password();
        return "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        plain.shutdownNow();
        secure.values().forEach(HttpClient::shutdownNow);
        threads.shutdownNow();
    }
}
