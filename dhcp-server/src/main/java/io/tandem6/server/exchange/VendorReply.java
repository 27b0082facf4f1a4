package io.tandem6.server.exchange;

import io.tandem6.config.OptionData;
import io.tandem6.option.Option;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.UnknownOption;
import io.tandem6.option.VendorClass;
import io.tandem6.option.VendorOptions;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import io.tandem6.wire.WireWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Vendor-specific Information options (RFC 9915 section 21.17) of a reply: one for the
 * enterprise that the configured {@code vendor-opts} names, if it is wanted, and one for each
 * enterprise that the client names and that there are sub-options for.
 *
 * <p>A sub-option is sent if it always is, or if the client asks for it, which only CableLabs has a
 * way to do: its sub-option 1 lists the codes.
 */
final class VendorReply {
    private static final long CABLE_LABS = 4491;
    private static final int CABLE_LABS_ORO = 1;
    private static final int ENTERPRISE_LENGTH = 4;

    private final Options query;
    private final List<OptionData> configured;

    /** {@code configured} is what is there for this client, most specific first. */
    VendorReply(Options query, List<OptionData> configured) {
        this.query = query;
        this.configured = configured;
    }

    /**
     * The options.
     *
     * @param container the configured {@code vendor-opts}, if it is to be sent
     */
    List<Option> options(Optional<Octets> container) {
        Optional<Long> own =
                container
                        .filter(c -> c.length() >= ENTERPRISE_LENGTH)
                        .map(c -> new WireReader(c.toArray(), 0, c.length()).uint32());
        Set<Long> enterprises = new LinkedHashSet<>();
        own.ifPresent(enterprises::add);
        query.all(VendorOptions.class).forEach(o -> enterprises.add(o.enterprise()));
        query.all(VendorClass.class).forEach(o -> enterprises.add(o.enterprise()));
        List<Option> options = new ArrayList<>();
        for (long enterprise : enterprises) {
            boolean isOwn = own.filter(e -> e == enterprise).isPresent();
            List<OptionData> subOptions = subOptions(enterprise);
            if (isOwn || !subOptions.isEmpty()) {
                options.add(option(enterprise, isOwn ? container : Optional.empty(), subOptions));
            }
        }
        return options;
    }

    private List<OptionData> subOptions(long enterprise) {
        String space = OptionData.VENDOR_SPACE_PREFIX + enterprise;
        Set<Integer> wanted = requested(enterprise);
        Set<Integer> done = new HashSet<>();
        for (OptionData option : configured) {
            if (option.space().equals(space) && option.alwaysSend()) {
                wanted.add(option.code());
            }
            if (option.space().equals(space) && option.neverSend()) {
                done.add(option.code());
            }
        }
        return configured.stream()
                .filter(o -> o.space().equals(space) && wanted.contains(o.code()))
                .filter(o -> done.add(o.code()))
                .toList();
    }

    private Set<Integer> requested(long enterprise) {
        Set<Integer> codes = new HashSet<>();
        if (enterprise == CABLE_LABS) {
            query.all(VendorOptions.class).stream()
                    .filter(o -> o.enterprise() == CABLE_LABS)
                    .flatMap(o -> o.first(CABLE_LABS_ORO).stream())
                    .forEach(list -> addCodes(codes, list.data()));
        }
        return codes;
    }

    private static void addCodes(Set<Integer> codes, Octets list) {
        for (int i = 0; i + 1 < list.length(); i += 2) {
            codes.add(list.at(i) << 8 | list.at(i + 1));
        }
    }

    /** What is configured by hand in the container comes before the sub-options. */
    private static Option option(
            long enterprise, Optional<Octets> container, List<OptionData> subOptions) {
        WireWriter out = new WireWriter(0xffff);
        container.ifPresentOrElse(out::octets, () -> out.uint32(enterprise));
        for (OptionData option : subOptions) {
            out.uint16(option.code());
            int mark = out.beginLength16();
            out.octets(option.payload());
            out.endLength16(mark);
        }
        return new UnknownOption(OptionCode.VENDOR_OPTS, out.toOctets());
    }
}
