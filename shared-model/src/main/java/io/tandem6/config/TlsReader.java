package io.tandem6.config;

import io.tandem6.config.TlsFiles.FileName;
import java.util.List;
import java.util.Optional;

/** Reads {@code trust-anchor}, {@code cert-file} and {@code key-file}: all three or none. */
final class TlsReader {
    private static final List<String> KEYS = List.of("trust-anchor", "cert-file", "key-file");

    private TlsReader() {}

    /** The level of {@code scope} that has a keyword decides; an empty text switches TLS off. */
    static Optional<TlsFiles> read(Scope scope, Location location, Problems problems) {
        List<String> missing = KEYS.stream().filter(k -> text(scope, k).isEmpty()).toList();
        if (missing.isEmpty()) {
            return Optional.of(
                    new TlsFiles(
                            file(scope, KEYS.get(0)),
                            file(scope, KEYS.get(1)),
                            file(scope, KEYS.get(2))));
        }
        if (missing.size() < KEYS.size()) {
            problems.error(
                    location,
                    "TLS needs trust-anchor, cert-file and key-file together, missing here: "
                            + String.join(", ", missing));
        }
        return Optional.empty();
    }

    private static FileName file(Scope scope, String name) {
        return new FileName(text(scope, name), scope.at(name));
    }

    private static String text(Scope scope, String name) {
        return scope.text(name).orElse("");
    }
}
