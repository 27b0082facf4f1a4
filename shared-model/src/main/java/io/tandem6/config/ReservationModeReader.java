package io.tandem6.config;

import java.util.Locale;
import java.util.Optional;

/** Reads which reservations count: the three flags, or {@code reservation-mode} of Kea 1 and 2. */
final class ReservationModeReader {
    private static final String MODE = "reservation-mode";
    private static final String[] FLAGS = {
        "reservations-global", "reservations-in-subnet", "reservations-out-of-pool"
    };

    private ReservationModeReader() {}

    /** The levels of {@code scope} are checked one by one, for one says one of both. */
    static ReservationMode read(Scope scope, Problems problems) {
        for (Section level : scope.levels()) {
            for (String flag : FLAGS) {
                if (level.has(MODE) && level.has(flag)) {
                    problems.error(
                            level.at(MODE),
                            "'" + MODE + "' and '" + flag + "' exclude each other, use the latter");
                }
            }
        }
        Optional<Section> decisive =
                scope.levels().stream().filter(ReservationModeReader::decides).findFirst();
        if (decisive.filter(l -> l.has(MODE)).isPresent()) {
            return mode(decisive.get().text(MODE).orElseThrow());
        }
        boolean outOfPool = scope.flag("reservations-out-of-pool").orElse(false);
        return new ReservationMode(
                scope.flag("reservations-global").orElse(false),
                outOfPool || scope.flag("reservations-in-subnet").orElse(true),
                outOfPool);
    }

    private static boolean decides(Section level) {
        if (level.has(MODE)) {
            return true;
        }
        for (String flag : FLAGS) {
            if (level.has(flag)) {
                return true;
            }
        }
        return false;
    }

    private static ReservationMode mode(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "disabled" -> new ReservationMode(false, false, false);
            case "out-of-pool" -> new ReservationMode(false, true, true);
            case "global" -> new ReservationMode(true, false, false);
            default -> ReservationMode.DEFAULT;
        };
    }
}
