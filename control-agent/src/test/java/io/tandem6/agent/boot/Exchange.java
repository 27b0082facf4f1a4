package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** One exchange of {@code http/exchanges.txt}, whose head explains the form. */
record Exchange(String title, String request, String statusLine, String body, boolean kept) {
    private static final String LOGIN = "Authorization: Basic YWRtaW46MTIzNA==";

    @Override
    public String toString() {
        return title;
    }

    static List<Exchange> all() throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        for (String block : text().split("(?m)^= ")) {
            if (!block.startsWith("#")) {
                exchanges.add(of(block.lines().toList()));
            }
        }
        return exchanges;
    }

    private static String text() throws IOException {
        try (InputStream in = Exchange.class.getResourceAsStream("/http/exchanges.txt")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Exchange of(List<String> lines) {
        List<String> head = new ArrayList<>();
        List<String> body = new ArrayList<>();
        List<String> current = head;
        List<String> answer = new ArrayList<>();
        boolean kept = false;
        for (String line : lines.subList(1, lines.size())) {
            if (line.equals(">") && current == head) {
                current = body;
            } else if (line.startsWith(">")) {
                current.add(line.length() > 2 ? line.substring(2) : "");
            } else if (line.startsWith("< ")) {
                answer.add(line.substring(2));
            } else if (line.equals("kept")) {
                kept = true;
            }
        }
        String content = String.join("\r\n", body);
        String request =
                (String.join("\r\n", head) + "\r\n\r\n")
                                .replace("{login}", LOGIN)
                                .replace("{length}", String.valueOf(content.length()))
                        + content;
        return new Exchange(lines.getFirst(), request, answer.get(0), answer.get(1), kept);
    }

    static String post(String body) {
        return head(body.length()) + "\r\n" + body;
    }

    static String head(int length) {
        return "POST / HTTP/1.1\r\nHost: agent\r\n"
                + LOGIN
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + length
                + "\r\n";
    }
}
