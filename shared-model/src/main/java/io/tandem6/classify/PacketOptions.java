package io.tandem6.classify;

import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Option;
import io.tandem6.option.OptionEncoder;
import io.tandem6.option.Options;
import io.tandem6.option.RelaySuppliedOptions;
import io.tandem6.option.UnknownOption;
import io.tandem6.option.VendorClass;
import io.tandem6.option.VendorOptions;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import io.tandem6.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds options in a packet. */
final class PacketOptions {
    private static final int HEADER_LENGTH = 4;

    private PacketOptions() {}

    static Optional<Option> find(PacketView packet, OptionPath path) {
        Options options =
                switch (path.root()) {
                    case OptionPath.Client ignored -> packet.message().options();
                    case OptionPath.Relay(int level) ->
                            packet.relay(level).map(r -> r.options()).orElse(Options.EMPTY);
                    case OptionPath.Vendor(VendorOption vendor) ->
                            vendor(packet, vendor).map(PacketOptions::inside).orElse(Options.EMPTY);
                };
        Optional<Option> found = Optional.empty();
        for (int code : path.codes()) {
            found = options.list().stream().filter(o -> o.code() == code).findFirst();
            options = found.map(PacketOptions::inside).orElse(Options.EMPTY);
        }
        return found;
    }

    static Optional<VendorOptions> vendor(PacketView packet, VendorOption vendor) {
        return packet.message().options().all(VendorOptions.class).stream()
                .filter(o -> vendor.accepts(o.enterprise()))
                .findFirst();
    }

    static Optional<VendorClass> vendorClass(PacketView packet, VendorOption vendor) {
        return packet.message().options().all(VendorClass.class).stream()
                .filter(o -> vendor.accepts(o.enterprise()))
                .findFirst();
    }

    /** Contents without the header. */
    static Octets payload(Option option) {
        if (option instanceof UnknownOption unknown) {
            return unknown.payload();
        }
        WireWriter out = new WireWriter(HEADER_LENGTH + 0xffff);
        OptionEncoder.write(option, out);
        return out.toOctets().slice(HEADER_LENGTH, out.length());
    }

    private static Options inside(Option option) {
        return switch (option) {
            case IaNa o -> o.options();
            case IaPd o -> o.options();
            case IaAddress o -> o.options();
            case IaPrefix o -> o.options();
            case RelaySuppliedOptions o -> o.options();
            case VendorOptions o ->
                    new Options(
                            o.subOptions().stream()
                                    .map(s -> (Option) new UnknownOption(s.code(), s.data()))
                                    .toList());
            case UnknownOption o -> inside(o.payload());
            default -> Options.EMPTY;
        };
    }

    /** Options whose contents are nothing but options. */
    private static Options inside(Octets data) {
        WireReader in = data.reader();
        List<Option> options = new ArrayList<>();
        while (in.remaining() > 0) {
            int code = in.uint16();
            options.add(new UnknownOption(code, in.octets(in.uint16())));
        }
        return in.isComplete() ? new Options(options) : Options.EMPTY;
    }
}
