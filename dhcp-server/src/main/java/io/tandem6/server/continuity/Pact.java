package io.tandem6.server.continuity;

/**
 * An agreement that this server has confirmed: from the moment at which that is on its disk it
 * keeps to the restrictions, and from the moment at which it knows that the partner has done the
 * same it has the privileges.
 *
 * @param number counts the agreements of the relationship, from 1
 * @param terms what is agreed
 * @param confirmed the partner is known to have confirmed it
 */
public record Pact(long number, Terms terms, boolean confirmed) {
    Pact byBoth() {
        return new Pact(number, terms, true);
    }
}
