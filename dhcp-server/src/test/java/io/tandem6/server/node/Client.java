package io.tandem6.server.node;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import java.util.List;
import java.util.Optional;

/**
 * A client that wants an address and a prefix.
 *
 * @param duid who it is
 * @param link the interface of the servers that it is heard on
 * @param holds what it thinks it has
 */
record Client(Duid duid, String link, Optional<Ipv6Address> holds) {
    static Client of(String duid) {
        return new Client(Duid.parse(duid), "eth0", Optional.empty());
    }

    Client on(String interfaceName) {
        return new Client(duid, interfaceName, holds);
    }

    Client holding(Ipv6Address address) {
        return new Client(duid, link, Optional.of(address));
    }

    ClientMessage message(int type, int elapsedMillis, Optional<Duid> server) {
        List<Option> addresses =
                holds.map(a -> List.<Option>of(new IaAddress(a, 0, 0, Options.EMPTY)))
                        .orElse(List.of());
        Options.Builder inner = Options.builder();
        addresses.forEach(inner::add);
        Options.Builder options =
                Options.builder()
                        .add(new ClientIdentifier(duid))
                        .add(new ElapsedTime(elapsedMillis / 10))
                        .add(new IaNa(new Iaid(1), 0, 0, inner.build()))
                        .add(new IaPd(new Iaid(1), 0, 0, Options.EMPTY));
        server.ifPresent(id -> options.add(new ServerIdentifier(id)));
        return new ClientMessage(type, 7, options.build());
    }
}
