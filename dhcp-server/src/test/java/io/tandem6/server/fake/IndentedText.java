package io.tandem6.server.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Text whose structure is its indentation, two spaces for each level. Lines that are empty or start
 * with # have no meaning.
 */
public final class IndentedText {
    private IndentedText() {}

    /** One line and those below it that are indented more. */
    public record Node(String text, int line, List<Node> children) {
        /** The first word. */
        public String keyword() {
            return words().getFirst();
        }

        /** The words after the first one. */
        public List<String> arguments() {
            return words().subList(1, words().size());
        }

        /** Everything after the first word. */
        public String rest() {
            int space = text.indexOf(' ');
            return space < 0 ? "" : text.substring(space + 1);
        }

        /** The child with this keyword, made of nothing if there is none. */
        public Node child(String keyword) {
            return children.stream()
                    .filter(c -> c.keyword().equals(keyword))
                    .findFirst()
                    .orElse(new Node(keyword, line, List.of()));
        }

        /** The argument after the argument {@code name}, or {@code otherwise}. */
        public String argument(String name, String otherwise) {
            int at = arguments().indexOf(name);
            return at < 0 ? otherwise : arguments().get(at + 1);
        }

        private List<String> words() {
            return Arrays.asList(text.split(" +"));
        }
    }

    /** The lines that are not indented, with what is below them. */
    public static List<Node> parse(List<String> lines) {
        Node root = new Node("root", 0, new ArrayList<>());
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int spaces = lines.get(i).indexOf(text);
            int level = spaces / 2;
            if (spaces % 2 != 0 || level >= open.size()) {
                throw new IllegalArgumentException("line " + (i + 1) + " is indented wrongly");
            }
            while (open.size() > level + 1) {
                open.pop();
            }
            Node node = new Node(text, i + 1, new ArrayList<>());
            open.element().children().add(node);
            open.push(node);
        }
        return root.children();
    }
}
