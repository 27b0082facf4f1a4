package io.tandem6.interop.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of every cell of every pairing, as a table. Any thread may call. */
final class Results {
    private static final String NAME_FORMAT = "%-36s";
    private static final String COLUMN_FORMAT = " %17s";

    private final Map<String, List<Result>> byPairing = new LinkedHashMap<>();

    /**
     * What came of one cell.
     *
     * @param cell its name
     * @param time how long it took
     * @param failure the first line of what was wrong
     * @param notes what it measured
     */
    private record Result(
            String cell, Duration time, Optional<String> failure, List<String> notes) {}

    /** Gives the pairing its column. */
    synchronized void expect(Pairing pairing) {
        byPairing.putIfAbsent(pairing.name(), new ArrayList<>());
    }

    synchronized void add(
            Pairing pairing,
            Cell cell,
            Duration time,
            Optional<Throwable> failure,
            List<String> notes) {
        byPairing
                .computeIfAbsent(pairing.name(), name -> new ArrayList<>())
                .add(
                        new Result(
                                cell.name(),
                                time,
                                failure.map(Throwable::toString),
                                List.copyOf(notes)));
    }

    /** One line a cell, one column a pairing: seconds, after FAILED if so; then details. */
    synchronized String table() {
        StringBuilder table = new StringBuilder(NAME_FORMAT.formatted("seconds"));
        byPairing.keySet().forEach(name -> table.append(COLUMN_FORMAT.formatted(name)));
        table.append('\n');
        for (int row = 0; row < rows(); row++) {
            addRow(row, table);
        }
        table.append(NAME_FORMAT.formatted("all"));
        for (List<Result> results : byPairing.values()) {
            table.append(COLUMN_FORMAT.formatted(seconds(total(results))));
        }
        table.append("\n\n");
        byPairing.forEach((name, results) -> addDetails(name, results, table));
        return table.toString();
    }

    private int rows() {
        return names().size();
    }

    /** Cell names with the number of their occurrence, in the order of the longest walk. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (List<Result> results : byPairing.values()) {
            for (int i = 0; i < results.size(); i++) {
                String key = key(results, i);
                if (!names.contains(key)) {
                    names.add(key);
                }
            }
        }
        return names;
    }

    private static String key(List<Result> results, int index) {
        String name = results.get(index).cell();
        long before = results.subList(0, index).stream().filter(r -> r.cell().equals(name)).count();
        return before == 0 ? name : name + " (" + (before + 1) + ")";
    }

    private void addRow(int row, StringBuilder table) {
        String wanted = names().get(row);
        table.append(NAME_FORMAT.formatted(wanted));
        for (List<Result> results : byPairing.values()) {
            String text = "-";
            for (int i = 0; i < results.size(); i++) {
                if (key(results, i).equals(wanted)) {
                    Result result = results.get(i);
                    text = (result.failure().isPresent() ? "FAILED " : "") + seconds(result.time());
                }
            }
            table.append(COLUMN_FORMAT.formatted(text));
        }
        table.append('\n');
    }

    private static void addDetails(String name, List<Result> results, StringBuilder table) {
        for (Result result : results) {
            for (String note : result.notes()) {
                table.append("%s, %s: %s%n".formatted(name, result.cell(), note));
            }
            result.failure()
                    .ifPresent(
                            failure ->
                                    table.append(
                                            "%s, %s: FAILED: %s%n"
                                                    .formatted(name, result.cell(), failure)));
        }
    }

    private static Duration total(List<Result> results) {
        return results.stream().map(Result::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration time) {
        return "%.1f".formatted(time.toMillis() / 1000.0);
    }
}
