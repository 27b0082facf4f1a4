package io.tandem6.server.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to a real Kea and its answer, from {@code captures}.
 *
 * @param from who asked
 * @param to who answered
 * @param request what was asked
 * @param answer what was answered, a list
 */
public record CapturedExchange(String from, String to, JsonNode request, JsonNode answer) {
    private static final JsonMapper JSON = new JsonMapper();

    /** All of one file, in order. */
    public static List<CapturedExchange> of(String file) {
        Iterator<String> lines =
                text(file).lines().filter(l -> !l.isBlank() && !l.startsWith("#")).iterator();
        List<CapturedExchange> exchanges = new ArrayList<>();
        while (lines.hasNext()) {
            String[] request = lines.next().split(" ", 4);
            exchanges.add(
                    new CapturedExchange(
                            request[0],
                            request[2],
                            JSON.readTree(request[3]),
                            JSON.readTree(lines.next())));
        }
        return exchanges;
    }

    private static String text(String file) {
        try (InputStream in = CapturedExchange.class.getResourceAsStream("/captures/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the command. */
    public String command() {
        return request.path("command").stringValue();
    }

    /** The first answer, which is the only one that counts. */
    public JsonNode firstAnswer() {
        return answer.get(0);
    }

    /** Was it the control agent that answered, since the server was away. */
    public boolean answeredByTheAgent() {
        return firstAnswer().path("text").asString("").startsWith("unable to forward command");
    }

    @Override
    public String toString() {
        return from + " -> " + to + " " + command();
    }
}
