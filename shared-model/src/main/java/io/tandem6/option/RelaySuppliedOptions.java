package io.tandem6.option;

/**
 * Relay-Supplied Options option (RFC 6422 section 3): options that a relay agent has for the
 * client.
 *
 * @param options all of them as {@link UnknownOption}, because they are handed on unread
 */
public record RelaySuppliedOptions(Options options) implements Option {
    @Override
    public int code() {
        return OptionCode.RSOO;
    }
}
