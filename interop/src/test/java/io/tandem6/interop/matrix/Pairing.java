package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Mode;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.peer.Tandem6;
import java.util.List;

/**
 * Who is paired with whom, and how.
 *
 * @param name for people and for directories, such as {@code hs-tandem6-kea}: the primary first
 * @param first the primary
 * @param second the standby or secondary
 * @param settings including the mode
 */
record Pairing(String name, Software first, Software second, PairSettings settings) {
    private static final int MAX_UNACKED_CLIENTS = 2;

    /** Tandem6 with itself and with Kea on either side. */
    static List<Pairing> withTandem6(Mode mode) {
        return List.of(
                of(mode, Tandem6.quickToStart(), Tandem6.quickToStart()),
                of(mode, Tandem6.quickToStart(), new Kea()),
                of(mode, new Kea(), Tandem6.quickToStart()));
    }

    /** Two Keas: the ruler by which the cells themselves are measured. */
    static Pairing control(Mode mode) {
        return of(mode, new Kea(), new Kea());
    }

    private static Pairing of(Mode mode, Software first, Software second) {
        String prefix =
                switch (mode) {
                    case HOT_STANDBY -> "hs-";
                    case LOAD_BALANCING -> "lb-";
                };
        return new Pairing(
                prefix + word(first) + "-" + word(second),
                first,
                second,
                settings(mode, first, second));
    }

    private static PairSettings settings(Mode mode, Software first, Software second) {
        PairSettings quick = PairSettings.veryQuick(mode);
        return Selection.CONTINUITY ? quick : quick.withContinuity(false);
    }

    private static String word(Software software) {
        return switch (software) {
            case Kea() -> "kea";
            case Tandem6 tandem6 -> "tandem6";
        };
    }

    /**
     * The same with the mode's other way to notice that the partner is gone: by waiting clients in
     * hot standby, without keeping updates back in load balancing.
     */
    Pairing otherwise() {
        return switch (mode()) {
            case HOT_STANDBY ->
                    new Pairing(
                            name + "-counting",
                            first,
                            second,
                            settings.withMaxUnackedClients(MAX_UNACKED_CLIENTS));
            case LOAD_BALANCING ->
                    new Pairing(
                            name + "-at-once", first, second, settings.withDelayedUpdatesLimit(0));
        };
    }

    /** True if the two work by more than Kea's rules. */
    boolean isContinuous() {
        return Selection.CONTINUITY && first instanceof Tandem6 && second instanceof Tandem6;
    }

    Mode mode() {
        return settings.mode();
    }

    Software software(Half half) {
        return switch (half) {
            case FIRST -> first;
            case SECOND -> second;
        };
    }

    /** True if no Tandem6 is in it: what goes wrong is shown, and nobody here is to blame. */
    boolean isRuler() {
        return first instanceof Kea && second instanceof Kea;
    }

    /**
     * True if nothing of what Kea does excuses a difference: both halves are Tandem6, or somebody
     * wants to see what the excuses hide.
     */
    boolean isStrict() {
        return Selection.STRICT || (first instanceof Tandem6 && second instanceof Tandem6);
    }
}
