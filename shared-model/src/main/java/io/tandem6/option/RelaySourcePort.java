package io.tandem6.option;

/**
 * Relay Source Port option (RFC 8357 section 5.2): the answer goes to the UDP port that the relay
 * agent sent from.
 *
 * @param downstreamPort of use to relay agents only, 0..65535; echoed as it came
 */
public record RelaySourcePort(int downstreamPort) implements Option {
    /** Checks the range. */
    public RelaySourcePort {
        Unsigned.check16(downstreamPort, "port");
    }

    @Override
    public int code() {
        return OptionCode.RELAY_SOURCE_PORT;
    }
}
