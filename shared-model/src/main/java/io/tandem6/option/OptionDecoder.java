package io.tandem6.option;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the octets of one message into options.
 *
 * <p>Contents fall into three classes: what makes the whole message worthless (the first such
 * {@link #fault()} is kept, and reading ends); what makes one option worthless, which then becomes
 * an {@link UnknownOption}; and the rest. As in Kea, an option that is cut off at the end of a
 * message counts as absent; inside another option it is a fault.
 */
public final class OptionDecoder {
    /** Most options inside each other; IA, IA Prefix, Prefix Exclude are three. */
    public static final int DEPTH_MAX = 4;

    private static final int HEADER_LENGTH = 4;
    private static final int IA_LENGTH_MIN = 12;
    private static final int IA_ADDRESS_LENGTH_MIN = 24;
    private static final int IA_PREFIX_LENGTH_MIN = 25;

    private @Nullable Fault fault;
    private @Nullable WireReader relayMessage;

    /**
     * What makes the message worthless.
     *
     * @param reason for counters
     * @param detail a sentence for people
     */
    public record Fault(MalformedReason reason, String detail) {}

    /** The first fault found so far. */
    public Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /** The options that make up the rest of a message that is no relay's. */
    public Options readMessageOptions(WireReader in) {
        return readOuter(in, false);
    }

    /**
     * The options that make up the rest of a relay message, but for the Relay Message option, which
     * {@link #takeRelayMessage} has.
     */
    public Options readRelayOptions(WireReader in) {
        return readOuter(in, true);
    }

    /** The Relay Message option found by {@link #readRelayOptions}, once; then it is forgotten. */
    public Optional<WireReader> takeRelayMessage() {
        Optional<WireReader> taken = Optional.ofNullable(relayMessage);
        relayMessage = null;
        return taken;
    }

    private Options readOuter(WireReader in, boolean isRelay) {
        List<Option> options = new ArrayList<>();
        while (in.remaining() >= HEADER_LENGTH && fault == null) {
            int code = in.uint16();
            int length = in.uint16();
            if (length > in.remaining()) {
                break;
            }
            WireReader payload = in.slice(length);
            if (isRelay && code == OptionCode.RELAY_MESSAGE) {
                keepRelayMessage(payload);
            } else {
                options.add(read(code, payload, 1));
            }
        }
        return new Options(options);
    }

    private void keepRelayMessage(WireReader payload) {
        if (relayMessage != null) {
            fail(
                    MalformedReason.DUPLICATE_RELAY_MESSAGE,
                    "a relay message has more than one Relay Message option");
        }
        relayMessage = payload;
    }

    private Options readInner(int outerCode, WireReader in, int depth) {
        if (in.remaining() == 0) {
            return Options.EMPTY;
        }
        if (depth > DEPTH_MAX) {
            fail(
                    MalformedReason.NESTED_TOO_DEEP,
                    "more than " + DEPTH_MAX + " options inside each other");
            return Options.EMPTY;
        }
        List<Option> options = new ArrayList<>();
        while (in.remaining() > 0 && fault == null) {
            int code = in.uint16();
            int length = in.uint16();
            WireReader payload = in.slice(length);
            if (in.failed()) {
                fail(
                        MalformedReason.TRUNCATED_OPTION,
                        "an option inside option " + outerCode + " ends beyond it");
            } else {
                options.add(read(code, payload, depth));
            }
        }
        return new Options(options);
    }

    private Option read(int code, WireReader in, int depth) {
        Option option = readKnown(code, in, depth);
        return option != null && (in.isComplete() || fault != null)
                ? option
                : new UnknownOption(code, in.whole());
    }

    /**
     * Null, a failed reader or something left to read all mean that the option is to be ignored.
     */
    private @Nullable Option readKnown(int code, WireReader in, int depth) {
        return switch (code) {
            case OptionCode.CLIENT_ID ->
                    isDuid(in, MalformedReason.BAD_CLIENT_ID)
                            ? new ClientIdentifier(new Duid(in.rest()))
                            : null;
            case OptionCode.SERVER_ID ->
                    isDuid(in, MalformedReason.BAD_SERVER_ID)
                            ? new ServerIdentifier(new Duid(in.rest()))
                            : null;
            case OptionCode.IA_NA, OptionCode.IA_PD -> readIa(code, in, depth);
            case OptionCode.IA_ADDRESS -> readIaAddress(in, depth);
            case OptionCode.IA_PREFIX -> readIaPrefix(in, depth);
            case OptionCode.OPTION_REQUEST -> readOptionRequest(in);
            case OptionCode.PREFERENCE -> new Preference(in.uint8());
            case OptionCode.ELAPSED_TIME -> new ElapsedTime(in.uint16());
            case OptionCode.STATUS_CODE -> OptionContents.statusCode(in);
            case OptionCode.RAPID_COMMIT -> new RapidCommit();
            case OptionCode.RECONFIGURE_ACCEPT -> new ReconfigureAccept();
            case OptionCode.USER_CLASS -> new UserClass(OptionContents.classes(in));
            case OptionCode.VENDOR_CLASS ->
                    new VendorClass(in.uint32(), OptionContents.classes(in));
            case OptionCode.VENDOR_OPTS -> OptionContents.vendorOptions(in);
            case OptionCode.INTERFACE_ID -> new InterfaceId(in.rest());
            case OptionCode.CLIENT_FQDN -> OptionContents.clientFqdn(in);
            case OptionCode.DNS_SERVERS -> OptionContents.dnsServers(in);
            case OptionCode.DOMAIN_SEARCH -> OptionContents.domainSearchList(in);
            case OptionCode.CLIENT_LINKLAYER_ADDR ->
                    new ClientLinkLayerAddress(in.uint16(), OptionContents.nonEmpty(in));
            case OptionCode.RELAY_SOURCE_PORT -> new RelaySourcePort(in.uint16());
            case OptionCode.REMOTE_ID -> new RemoteId(in.uint32(), OptionContents.nonEmpty(in));
            case OptionCode.RSOO -> OptionContents.relaySuppliedOptions(in);
            case OptionCode.INFORMATION_REFRESH_TIME -> new InformationRefreshTime(in.uint32());
            case OptionCode.SOL_MAX_RT -> new SolMaxRt(in.uint32());
            case OptionCode.INF_MAX_RT -> new InfMaxRt(in.uint32());
            case OptionCode.PD_EXCLUDE -> OptionContents.pdExclude(in);
            default -> null;
        };
    }

    private boolean isDuid(WireReader in, MalformedReason otherwise) {
        int length = in.remaining();
        if (length >= Duid.LENGTH_MIN && length <= Duid.LENGTH_MAX) {
            return true;
        }
        fail(otherwise, "a DUID has 3 to 130 octets, not " + length);
        return false;
    }

    private @Nullable Option readIa(int code, WireReader in, int depth) {
        if (isShort(code, in, IA_LENGTH_MIN, MalformedReason.BAD_IA)) {
            return null;
        }
        Iaid iaid = new Iaid(in.int32());
        long t1 = in.uint32();
        long t2 = in.uint32();
        Options options = readInner(code, in, depth + 1);
        return code == OptionCode.IA_NA
                ? new IaNa(iaid, t1, t2, options)
                : new IaPd(iaid, t1, t2, options);
    }

    private @Nullable Option readIaAddress(WireReader in, int depth) {
        int code = OptionCode.IA_ADDRESS;
        if (isShort(code, in, IA_ADDRESS_LENGTH_MIN, MalformedReason.BAD_IA_ADDRESS)) {
            return null;
        }
        Ipv6Address address = OptionContents.address(in);
        long preferredLifetime = in.uint32();
        long validLifetime = in.uint32();
        Options options = readInner(code, in, depth + 1);
        return new IaAddress(address, preferredLifetime, validLifetime, options);
    }

    private @Nullable Option readIaPrefix(WireReader in, int depth) {
        int code = OptionCode.IA_PREFIX;
        if (isShort(code, in, IA_PREFIX_LENGTH_MIN, MalformedReason.BAD_IA_PREFIX)) {
            return null;
        }
        long preferredLifetime = in.uint32();
        long validLifetime = in.uint32();
        int length = in.uint8();
        Ipv6Address address = OptionContents.address(in);
        if (length > 128) {
            return null;
        }
        Options options = readInner(code, in, depth + 1);
        Ipv6Prefix prefix = new Ipv6Prefix(address, length);
        return new IaPrefix(preferredLifetime, validLifetime, prefix, options);
    }

    private boolean isShort(int code, WireReader in, int lengthMin, MalformedReason reason) {
        if (in.remaining() >= lengthMin) {
            return false;
        }
        fail(
                reason,
                "option " + code + " has " + lengthMin + " octets or more, not " + in.remaining());
        return true;
    }

    private @Nullable Option readOptionRequest(WireReader in) {
        if (in.remaining() % 2 != 0) {
            fail(
                    MalformedReason.BAD_OPTION_REQUEST,
                    "an Option Request of " + in.remaining() + " octets has half an option code");
            return null;
        }
        return new OptionRequest(in.rest());
    }

    private void fail(MalformedReason reason, String detail) {
        if (fault == null) {
            fault = new Fault(reason, detail);
        }
    }
}
