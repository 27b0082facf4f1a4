package io.tandem6.config;

import io.tandem6.config.Lifetimes.Triplet;
import java.util.Optional;

/**
 * Lifetimes that a class gives its clients in place of the subnet's.
 *
 * @param valid seconds
 * @param preferred seconds
 */
public record ClassLifetimes(Optional<Triplet> valid, Optional<Triplet> preferred) {
    /** Leaves the subnet's. */
    public static final ClassLifetimes NONE =
            new ClassLifetimes(Optional.empty(), Optional.empty());
}
