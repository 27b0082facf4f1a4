package io.tandem6.classify;

import io.tandem6.wire.Octets;
import java.util.Optional;

/**
 * What an expression comes to for one packet.
 *
 * @param isTrue of a condition; false if it could not be evaluated
 * @param octets of a value; nothing if it could not be evaluated
 * @param failure why it could not, if so
 */
public record Outcome(boolean isTrue, Octets octets, Optional<String> failure) {}
