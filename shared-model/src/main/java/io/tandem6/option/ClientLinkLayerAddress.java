package io.tandem6.option;

import io.tandem6.wire.Octets;

/**
 * Client Link-Layer Address option (RFC 6939 section 4), added by the relay agent nearest to the
 * client.
 *
 * @param hardwareType IANA hardware type, 0..65535, 1 is Ethernet
 * @param address at least one octet
 */
public record ClientLinkLayerAddress(int hardwareType, Octets address) implements Option {
    /** Checks the type. */
    public ClientLinkLayerAddress {
        Unsigned.check16(hardwareType, "hardware type");
    }

    @Override
    public int code() {
        return OptionCode.CLIENT_LINKLAYER_ADDR;
    }
}
