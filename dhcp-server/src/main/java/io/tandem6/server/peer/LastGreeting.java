package io.tandem6.server.peer;

import io.tandem6.server.continuity.Greeting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the partner has said of itself last in answer to this server, as long as it answers: what it
 * said before that may not be true any more. Event loop only.
 */
final class LastGreeting {
    private @Nullable Greeting said;
    private boolean greets;
    private long answeredBy;

    /** The partner has greeted, in a request or in an answer. */
    void greeted() {
        greets = true;
    }

    /** The partner has answered. */
    void answered(Greeting greeting) {
        said = greeting;
        answeredBy = greeting.incarnation();
    }

    /** The partner does not answer any more. */
    void forget() {
        said = null;
    }

    /** The partner answers as a Kea does. */
    void isKeas() {
        forget();
        greets = false;
    }

    /** What it said; empty if it does not answer. */
    Optional<Greeting> get() {
        return Optional.ofNullable(said);
    }

    /** True if the partner was a Tandem6 with continuity when it was heard last. */
    boolean isTandem6s() {
        return greets;
    }

    /** True if that start of the partner has answered this server, and none since. */
    boolean isAnsweredBy(long incarnation) {
        return incarnation == answeredBy;
    }

    /** True if the partner has said that it cannot store leases, and so answers no clients. */
    boolean isStuck() {
        return said != null && !said.storing();
    }

    /** True if the partner has told what it did when it was not heard. */
    boolean isDrained() {
        return said != null && said.drained();
    }

    /** True if it has, and this server has forgotten nothing that the partner knew of. */
    boolean isThrough() {
        return said != null && said.drained() && !said.behindYou();
    }

    /** True if the partner's configuration has the terms of this hash. */
    boolean offers(String terms) {
        return said != null && said.terms().equals(terms);
    }

    /** True if the partner is known to have another configuration than that of this hash. */
    boolean differsFrom(String configuration) {
        return said != null && !said.configuration().equals(configuration);
    }
}
