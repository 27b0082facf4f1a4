package io.tandem6.option;

import io.tandem6.address.Ipv6Address;
import io.tandem6.wire.DomainName;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contents of options whose faults concern nothing but the option. Null, a failed reader
 * or something left to read all mean that the option is to be ignored.
 */
final class OptionContents {
    private OptionContents() {}

    static @Nullable Option statusCode(WireReader in) {
        int status = in.uint16();
        try {
            // The decoder throws at invalid UTF-8, which a String would silently turn into others.
            String message =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(in.rest().toArray()))
                            .toString();
            return new StatusCode(status, message);
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static List<Octets> classes(WireReader in) {
        List<Octets> classes = new ArrayList<>();
        while (in.remaining() > 0) {
            classes.add(in.octets(in.uint16()));
        }
        return classes;
    }

    static Option vendorOptions(WireReader in) {
        long enterprise = in.uint32();
        List<VendorOptions.SubOption> subOptions = new ArrayList<>();
        while (in.remaining() > 0) {
            int code = in.uint16();
            subOptions.add(new VendorOptions.SubOption(code, in.octets(in.uint16())));
        }
        return new VendorOptions(enterprise, subOptions);
    }

    static @Nullable Option clientFqdn(WireReader in) {
        int flags = in.uint8();
        return DomainName.read(in).map(name -> new ClientFqdn(flags, name)).orElse(null);
    }

    static Option dnsServers(WireReader in) {
        List<Ipv6Address> addresses = new ArrayList<>();
        do {
            addresses.add(address(in));
        } while (in.remaining() > 0);
        return new DnsServers(addresses);
    }

    static @Nullable Option domainSearchList(WireReader in) {
        List<DomainName> domains = new ArrayList<>();
        do {
            Optional<DomainName> domain = DomainName.read(in);
            if (domain.isEmpty() || !domain.get().isComplete() || domain.get().isEmpty()) {
                return null;
            }
            domains.add(domain.get());
        } while (in.remaining() > 0);
        return new DomainSearchList(domains);
    }

    static Option relaySuppliedOptions(WireReader in) {
        List<Option> options = new ArrayList<>();
        while (in.remaining() > 0) {
            int code = in.uint16();
            options.add(new UnknownOption(code, in.octets(in.uint16())));
        }
        return new RelaySuppliedOptions(new Options(options));
    }

    static @Nullable Option pdExclude(WireReader in) {
        int length = in.uint8();
        int octets = in.remaining();
        return length >= 1 && length <= 128 && octets >= 1 && octets <= Ipv6Address.LENGTH
                ? new PdExclude(length, in.rest())
                : null;
    }

    static Octets nonEmpty(WireReader in) {
        return in.octets(Math.max(1, in.remaining()));
    }

    static Ipv6Address address(WireReader in) {
        return new Ipv6Address(in.int64(), in.int64());
    }
}
