package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.lease.RelayInfo;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.OptionCode;
import io.tandem6.option.OptionEncoder;
import io.tandem6.option.Options;
import io.tandem6.option.RemoteId;
import io.tandem6.option.UnknownOption;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/** What a lease remembers of its client's way, where {@code store-extended-info} asks for it. */
final class ExtendedInfo {
    private ExtendedInfo() {}

    /** The user context of {@code lease} after a message that arrived so. */
    static @Nullable String of(Arrival arrival, Lease lease) {
        return RelayInfo.addTo(
                lease.userContext(), arrival.relays().stream().map(ExtendedInfo::of).toList());
    }

    private static RelayInfo of(RelayMessage relay) {
        Options options = relay.options();
        return new RelayInfo(
                relay.hopCount(),
                relay.linkAddress(),
                relay.peerAddress(),
                encoded(options),
                options.first(RemoteId.class).map(ExtendedInfo::octets),
                options.all(OptionCode.RELAY_ID).stream()
                        .findFirst()
                        .map(id -> ((UnknownOption) id).payload()));
    }

    private static Octets octets(RemoteId remoteId) {
        WireWriter out = new WireWriter(0xffff);
        out.uint32(remoteId.enterprise());
        out.octets(remoteId.id());
        return out.toOctets();
    }

    private static Octets encoded(Options options) {
        WireWriter out = new WireWriter(0xffff);
        OptionEncoder.write(options, out);
        return out.toOctets();
    }
}
