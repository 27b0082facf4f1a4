package io.tandem6.server.exchange;

import io.tandem6.config.OptionData;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.UnknownOption;
import io.tandem6.wire.Octets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configured options that go into a reply: those that the client asks for and those that are
 * always sent, unless they are never sent. The list is most specific first. Of each code the first
 * entry gives the contents, while {@code always-send} and {@code never-send} count wherever they
 * stand, as in Kea.
 */
final class ReplyOptions {
    /** What the exchanges put into replies themselves, and what no server sends. */
    private static final Set<Integer> NEVER_CONFIGURED =
            Set.of(
                    OptionCode.CLIENT_ID,
                    OptionCode.SERVER_ID,
                    OptionCode.IA_NA,
                    OptionCode.IA_TA,
                    OptionCode.IA_ADDRESS,
                    OptionCode.OPTION_REQUEST,
                    OptionCode.ELAPSED_TIME,
                    OptionCode.RELAY_MESSAGE,
                    OptionCode.SERVER_UNICAST,
                    OptionCode.STATUS_CODE,
                    OptionCode.RAPID_COMMIT,
                    OptionCode.INTERFACE_ID,
                    OptionCode.RECONFIGURE_MESSAGE,
                    OptionCode.IA_PD,
                    OptionCode.IA_PREFIX,
                    OptionCode.CLIENT_FQDN);

    private ReplyOptions() {}

    /** Adds what of {@code configured} the sender of {@code request} is to get. */
    static void addConfigured(Options.Builder reply, Request request, List<OptionData> configured) {
        Set<Integer> always = new HashSet<>();
        Set<Integer> done = new HashSet<>(NEVER_CONFIGURED);
        for (OptionData option : configured) {
            if (isDhcp6(option) && option.alwaysSend()) {
                always.add(option.code());
            }
            if (isDhcp6(option) && option.neverSend()) {
                done.add(option.code());
            }
        }
        Options query = request.message().options();
        boolean noVendor = done.contains(OptionCode.VENDOR_OPTS);
        Optional<Octets> vendorContainer = Optional.empty();
        for (OptionData option : configured) {
            int code = option.code();
            boolean wanted = always.contains(code) || query.requests(code);
            if (!isDhcp6(option) || !wanted || !done.add(code)) {
                continue;
            }
            if (code == OptionCode.VENDOR_OPTS) {
                vendorContainer = Optional.of(option.payload());
            } else {
                reply.add(new UnknownOption(code, option.payload()));
            }
        }
        if (!noVendor) {
            new VendorReply(query, configured).options(vendorContainer).forEach(reply::add);
        }
    }

    private static boolean isDhcp6(OptionData option) {
        return option.space().equals(OptionData.DHCP6_SPACE);
    }
}
