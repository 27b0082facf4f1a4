package io.tandem6.option;

import io.tandem6.address.Ipv6Prefix;

/**
 * IA Prefix option (RFC 9915 section 21.22), of use inside an {@link IaPd}.
 *
 * @param preferredLifetime seconds, 0..4294967295 (infinite)
 * @param validLifetime seconds, 0..4294967295 (infinite)
 * @param prefix the prefix, without bits beyond its length; {@code ::/n} from a client asks for the
 *     length alone
 * @param options perhaps a status or {@link PdExclude}
 */
public record IaPrefix(
        long preferredLifetime, long validLifetime, Ipv6Prefix prefix, Options options)
        implements Option {
    /** Checks the lifetimes and clears the bits beyond the prefix length. */
    public IaPrefix {
        Unsigned.check32(preferredLifetime, "preferred lifetime");
        Unsigned.check32(validLifetime, "valid lifetime");
        prefix = new Ipv6Prefix(prefix.first(), prefix.length());
    }

    @Override
    public int code() {
        return OptionCode.IA_PREFIX;
    }
}
