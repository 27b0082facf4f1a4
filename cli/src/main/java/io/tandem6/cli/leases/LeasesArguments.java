package io.tandem6.cli.leases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the words after {@code leases} mean. */
sealed interface LeasesArguments {
    /** What is to be done. */
    enum Action {
        EXPORT,
        IMPORT,
        VERIFY,
        BACKUP,
        RESTORE;

        private static Optional<Action> of(String word) {
            return Arrays.stream(values())
                    .filter(action -> action.name().equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    /**
     * Do it.
     *
     * @param configuration of the server
     * @param file the lease file; only {@link Action#VERIFY} may do without
     * @param replace remove what the file does not have
     */
    record Run(Action action, Path configuration, Optional<Path> file, boolean replace)
            implements LeasesArguments {}

    /** Explain the command. */
    record Help() implements LeasesArguments {}

    /**
     * They mean nothing.
     *
     * @param reason a sentence
     */
    record Invalid(String reason) implements LeasesArguments {}

    /** Reads {@code words}. */
    static LeasesArguments parse(List<String> words) {
        if (words.stream().anyMatch(word -> word.equals("-h") || word.equals("--help"))) {
            return new Help();
        }
        if (words.isEmpty()) {
            return new Invalid("what is to be done with the leases?");
        }
        Optional<Action> action = Action.of(words.getFirst());
        if (action.isEmpty()) {
            return new Invalid("'" + words.getFirst() + "' is not understood");
        }
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        int option = rest.indexOf("-c");
        if (option < 0 || option + 1 == rest.size()) {
            return new Invalid("the configuration file is missing: -c FILE");
        }
        Path configuration = Path.of(rest.get(option + 1));
        rest.remove(option + 1);
        rest.remove(option);
        boolean replace = rest.remove("--replace");
        Optional<String> unknown = rest.stream().filter(word -> word.startsWith("-")).findFirst();
        if (unknown.isPresent() || rest.size() > 1) {
            return new Invalid("'" + unknown.orElse(rest.getLast()) + "' is not understood");
        }
        if (rest.isEmpty() && action.get() != Action.VERIFY) {
            return new Invalid("the lease file is missing");
        }
        if (replace && action.get() != Action.IMPORT) {
            return new Invalid("'--replace' belongs to import");
        }
        return new Run(
                action.get(), configuration, rest.stream().findFirst().map(Path::of), replace);
    }
}
