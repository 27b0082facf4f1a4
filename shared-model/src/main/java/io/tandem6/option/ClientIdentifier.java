package io.tandem6.option;

import io.tandem6.identity.Duid;

/**
 * Client Identifier option (RFC 9915 section 21.2).
 *
 * @param duid whose message it is
 */
public record ClientIdentifier(Duid duid) implements Option {
    @Override
    public int code() {
        return OptionCode.CLIENT_ID;
    }
}
