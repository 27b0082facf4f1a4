package io.tandem6.cli.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import java.util.Optional;

/**
 * What a server offers or has given to a client.
 *
 * @param server whose it is
 * @param address from the IA_NA
 * @param prefix from the IA_PD
 * @param validLifetime of the address, seconds
 */
public record Binding(Duid server, Ipv6Address address, Ipv6Prefix prefix, long validLifetime) {
    /** What {@code answer} holds; nothing unless it is both an address and a prefix to use. */
    static Optional<Binding> of(ClientMessage answer, ClientIdentity client) {
        Optional<Duid> server = answer.options().serverId();
        Optional<IaAddress> address =
                answer.options().iaNas().stream()
                        .filter(ia -> ia.iaid().equals(client.addressIaid()))
                        .map(IaNa::options)
                        .flatMap(options -> options.addresses().stream())
                        .filter(offered -> offered.validLifetime() > 0)
                        .findFirst();
        Optional<IaPrefix> prefix =
                answer.options().iaPds().stream()
                        .filter(ia -> ia.iaid().equals(client.prefixIaid()))
                        .map(IaPd::options)
                        .flatMap(options -> options.prefixes().stream())
                        .filter(offered -> offered.validLifetime() > 0)
                        .findFirst();
        if (server.isEmpty() || address.isEmpty() || prefix.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Binding(
                        server.get(),
                        address.get().address(),
                        prefix.get().prefix(),
                        address.get().validLifetime()));
    }
}
