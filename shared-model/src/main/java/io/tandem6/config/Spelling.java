package io.tandem6.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one was probably meant to be. */
final class Spelling {
    private static final int LENGTH_MAX = 64;

    private Spelling() {}

    /** The nearest of {@code known}, if near enough for a slip of the finger. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        int tolerated = Math.max(1, Math.min(4, word.length() / 3));
        String lower = word.toLowerCase(Locale.ROOT).replace('_', '-');
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - lower.length()) <= tolerated)
                .map(candidate -> new Candidate(candidate, distance(lower, normal(candidate))))
                .filter(candidate -> candidate.distance <= tolerated)
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::word);
    }

    private record Candidate(String word, int distance) {}

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from a to b. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(
                                d[i - 1][j - 1] + replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
