package io.tandem6.option;

import io.tandem6.address.Ipv6Address;

/**
 * IA Address option (RFC 9915 section 21.6), of use inside an {@link IaNa}.
 *
 * @param address the address; {@code ::} from a client is no hint
 * @param preferredLifetime seconds, 0..4294967295 (infinite)
 * @param validLifetime seconds, 0..4294967295 (infinite)
 * @param options perhaps a status
 */
public record IaAddress(
        Ipv6Address address, long preferredLifetime, long validLifetime, Options options)
        implements Option {
    /** Checks the lifetimes. */
    public IaAddress {
        Unsigned.check32(preferredLifetime, "preferred lifetime");
        Unsigned.check32(validLifetime, "valid lifetime");
    }

    @Override
    public int code() {
        return OptionCode.IA_ADDRESS;
    }
}
