package io.tandem6.option;

import io.tandem6.identity.Duid;

/**
 * Server Identifier option (RFC 9915 section 21.3).
 *
 * @param duid the server that a message comes from or is meant for
 */
public record ServerIdentifier(Duid duid) implements Option {
    @Override
    public int code() {
        return OptionCode.SERVER_ID;
    }
}
