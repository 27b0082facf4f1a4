package io.tandem6.server.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ControlSocketTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final String ECHO = "{\"command\":\"echo\",\"arguments\":{\"a\":\"}\\\"{\"}}";
    private static final String ECHO_ANSWER = "{\"arguments\":{\"a\":\"}\\\"{\"},\"result\":0}";

    @TempDir private Path directory;
    private final ThreadLoop loop = new ThreadLoop();
    private final CommandRegistry commands =
            new CommandRegistry(
                    List.of(
                            new TestCommand(
                                    "echo",
                                    (request, answer) ->
                                            answer.accept(
                                                    ControlResponse.success(
                                                            null, request.arguments()))),
                            new TestCommand(
                                    "long",
                                    (request, answer) ->
                                            answer.accept(
                                                    ControlResponse.success(
                                                            "x".repeat(5_000_000)))),
                            new TestCommand(
                                    "thread",
                                    (request, answer) ->
                                            answer.accept(
                                                    ControlResponse.success(
                                                            Thread.currentThread().getName())))),
                    EventLog.SILENT);
    private Path path;
    private ControlSocket socket;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("socket");
        socket = listen(LONG, 100_000);
    }

    @AfterEach
    void close() {
        socket.close();
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void answersACommandHoweverItIsCut(int piece) throws IOException {
        try (SocketChannel client = connect()) {
            byte[] bytes = ("  # a comment\n" + ECHO).getBytes(UTF_8);
            for (int at = 0; at < bytes.length; at += piece) {
                client.write(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            }
            assertThat(readToEnd(client)).isEqualTo(ECHO_ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"command":"list-commands"}   ~ {"arguments":["echo","list-commands","long","thread"],"result":0}
                    {"command":"foo"}             ~ {"result":2,"text":"'foo' command not supported."}
                    {"command":"thread"}          ~ {"result":0,"text":"test-loop"}
                    {"command":"thread","service":["dhcp6"],"remote-address":"::1"} ~ {"result":0,"text":"test-loop"}
                    {"command":"thread"} trailing ~ {"result":0,"text":"test-loop"}
                    {"command":"foo"}{"command":"thread"} ~ {"result":2,"text":"'foo' command not supported."}
                    hello                         ~ {"result":1,"text":"invalid first character h"}
                    [1]                           ~ {"result":1,"text":"Error during command processing: Invalid command Element specified, expected map"}
                    {"command":"thread","service":5} ~ {"result":1,"text":"Error during command processing: 'service' element in command message is not a list of strings"}
                    {"command":"thread","service":"dhcp6"} ~ {"result":1,"text":"Error during command processing: 'service' element in command message is not a list of strings"}
                    {"command":"thread","service":["dhcp6",null]} ~ {"result":1,"text":"Error during command processing: 'service' element in command message is not a list of strings"}
                    {"command":"thread","service":[]} ~ {"result":0,"text":"test-loop"}
                    {"command":"thread","x":1}    ~ {"result":1,"text":"Error during command processing: Received command contains unsupported parameter 'x'"}
                    """)
    void answersOnceAndCloses(String command, String answer) throws IOException {
        assertThat(ask(command)).isEqualTo(answer);
    }

    @Test
    void quotesNoMoreOfALongNameThanItsBeginning() throws IOException {
        assertThat(ask("{\"command\":\"%s\\n\"}".formatted("x".repeat(90_000))))
                .isEqualTo(
                        "{\"result\":2,\"text\":\"'%s...' command not supported.\"}"
                                .formatted("x".repeat(77)));
    }

    @Test
    void saysWhatIsWrongWithBrokenJson() throws IOException {
        assertThat(ask("{\"command\": }")).startsWith("{\"result\":1,\"text\":\"error: ");
    }

    @Test
    void writesLongAnswersWhole() throws IOException {
        assertThat(ask("{\"command\":\"long\"}")).hasSize(5_000_000 + 22).endsWith("x\"}");
    }

    @Test
    void refusesACommandWithoutEnd() throws IOException {
        assertThat(ask("{\"command\":\"" + "x".repeat(100_000)))
                .isEqualTo("{\"result\":1,\"text\":\"command is longer than 100000 bytes\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``              ~ Connection over control channel timed out
                    {"command": "x  ~ Connection over control channel timed out, discarded partial command of 14 bytes
                    """)
    void endsASilentConnection(String sent, String text) throws IOException {
        socket.close();
        socket = listen(SHORT, 100_000);
        try (SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap(sent.getBytes(UTF_8)));
            assertThat(readToEnd(client)).isEqualTo("{\"result\":1,\"text\":\"" + text + "\"}");
        }
    }

    @Test
    void doesNotTimeACommandInExecution() throws IOException {
        socket.close();
        socket = listen(SHORT, 100_000);
        CompletableFuture<ControlResponse> late = new CompletableFuture<>();
        commands.add(
                new TestCommand("late", (request, answer) -> late.thenAcceptAsync(answer, loop)));
        try (SocketChannel client = connect();
                SocketChannel silent = connect()) {
            client.write(ByteBuffer.wrap("{\"command\":\"late\"}".getBytes(UTF_8)));
            assertThat(readToEnd(silent)).contains("timed out");
            late.complete(ControlResponse.success("at last"));
            assertThat(readToEnd(client)).isEqualTo("{\"result\":0,\"text\":\"at last\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``            ~ ``
                    {             ~ 1
                    [             ~ 1
                    // {"a":1}    ~ 10
                    {"command":   ~ 11
                    {"command":"} ~ 13
                    """)
    void saysThatACommandEndsEarly(String sent, String bytes) throws IOException {
        try (SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap(sent.getBytes(UTF_8)));
            client.shutdownOutput();
            assertThat(readToEnd(client))
                    .isEqualTo(
                            bytes.isEmpty()
                                    ? ""
                                    : ("{\"result\":1,\"text\":\"incomplete command: the input"
                                                    + " ended after %s bytes, before the command did\"}")
                                            .formatted(bytes));
        }
        assertThat(ask(ECHO)).isEqualTo(ECHO_ANSWER);
    }

    @Test
    void survivesAClientThatGoesAwayInsideItsCommand() throws IOException {
        try (SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap("{\"command\":".getBytes(UTF_8)));
        }
        assertThat(ask(ECHO)).isEqualTo(ECHO_ANSWER);
    }

    @Test
    void servesOthersWhileAClientIsSilent() throws IOException {
        try (SocketChannel silent = connect()) {
            assertThat(silent.isConnected()).isTrue();
            assertThat(ask(ECHO)).isEqualTo(ECHO_ANSWER);
        }
    }

    @Test
    void takesNoMoreConnectionsThanItHasPlacesFor() throws IOException {
        try (SocketChannel first = connect();
                SocketChannel second = connect();
                SocketChannel third = connect()) {
            third.write(ByteBuffer.wrap(ECHO.getBytes(UTF_8)));
            first.write(ByteBuffer.wrap(ECHO.getBytes(UTF_8)));
            assertThat(readToEnd(first)).isEqualTo(ECHO_ANSWER);
            assertThat(readToEnd(third)).isEqualTo(ECHO_ANSWER);
            second.write(ByteBuffer.wrap(ECHO.getBytes(UTF_8)));
            assertThat(readToEnd(second)).isEqualTo(ECHO_ANSWER);
        }
    }

    @Test
    void survivesACommandThatThrows() throws IOException {
        commands.add(
                new TestCommand(
                        "broken",
                        (request, answer) -> {
                            throw new IllegalStateException("internal detail");
                        }));
        assertThat(ask("{\"command\":\"broken\"}"))
                .isEqualTo(
                        "{\"result\":1,\"text\":\"command 'broken' failed unexpectedly"
                                + " (IllegalStateException); see the server's log\"}");
        assertThat(ask(ECHO)).isEqualTo(ECHO_ANSWER);
    }

    @Test
    void isPrivateToItsUserAndGroup() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");
        assertThat(Files.exists(directory.resolve("socket.lock"))).isTrue();
    }

    @Test
    void refusesASecondServer() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> listen(LONG, 1000))
                .withMessageContaining("cannot lock socket lockfile")
                .withMessageContaining("another server");
        assertThat(ask(ECHO)).isEqualTo(ECHO_ANSWER);
    }

    @Test
    void leavesNoFiles() throws IOException {
        socket.close();
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void replacesTheSocketOfAServerThatDied() throws IOException {
        socket.close();
        SocketFile dead = SocketFile.open(directory.resolve("other"), 1, EventLog.SILENT);
        Files.move(directory.resolve("other"), path);
        dead.close();
        socket = listen(LONG, 1000);
        assertThat(ask(ECHO)).isEqualTo(ECHO_ANSWER);
    }

    @Test
    void removesNothingButASocket() throws IOException {
        socket.close();
        Files.writeString(path, "precious");
        assertThatIOException()
                .isThrownBy(() -> listen(LONG, 1000))
                .withMessageContaining("is not a socket");
        assertThat(path).hasContent("precious");
    }

    @Test
    void saysThatAPathIsTooLong() {
        path = Path.of("/" + "x".repeat(107));
        assertThatIOException()
                .isThrownBy(() -> listen(LONG, 1000))
                .withMessageContaining("has 108 bytes, the system takes at most 107");
    }

    @Test
    void saysThatItsDirectoryIsMissing() {
        path = directory.resolve("missing/socket");
        assertThatIOException()
                .isThrownBy(() -> listen(LONG, 1000))
                .withMessageContaining("cannot open socket lockfile");
    }

    @Test
    void answersTheCommandThatIsInExecutionWhenItCloses() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<ControlResponse> last = new CompletableFuture<>();
        commands.add(
                new TestCommand(
                        "last",
                        (request, answer) -> {
                            last.thenAcceptAsync(answer, loop);
                            started.countDown();
                        }));
        try (SocketChannel client = connect();
                SocketChannel silent = connect()) {
            client.write(ByteBuffer.wrap("{\"command\":\"last\"}".getBytes(UTF_8)));
            started.await();
            Thread closing = Thread.ofVirtual().start(socket::close);
            assertThat(readToEnd(silent)).isEmpty();
            last.complete(ControlResponse.success("bye"));
            assertThat(readToEnd(client)).isEqualTo("{\"result\":0,\"text\":\"bye\"}");
            closing.join();
        }
    }

    @Test
    void answersWhenTheLoopHasStopped() throws IOException {
        loop.close();
        assertThat(ask(ECHO)).isEqualTo("{\"result\":1,\"text\":\"the server is stopping\"}");
    }

    @Test
    void refusesTwoCommandsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.add(new TestCommand("echo", (request, answer) -> {})))
                .withMessageContaining("echo");
    }

    private ControlSocket listen(Duration timeout, int commandBytesMax) throws IOException {
        return ControlSocket.open(
                new ControlSocketSettings(path, timeout, Duration.ofSeconds(5), 2, commandBytesMax),
                loop,
                commands,
                EventLog.SILENT);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(path));
        return client;
    }

    private String ask(String command) throws IOException {
        try (SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap(command.getBytes(UTF_8)));
            return readToEnd(client);
        }
    }

    private static String readToEnd(SocketChannel client) throws IOException {
        return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
    }
}
