package io.tandem6.option;

import io.tandem6.address.Ipv6Address;
import io.tandem6.wire.DomainName;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns options into octets, in ascending order of their codes at every level, as Kea does. What
 * does not fit makes the writer fail.
 */
public final class OptionEncoder {
    private OptionEncoder() {}

    /** Writes all of {@code options}. */
    public static void write(Options options, WireWriter out) {
        for (Option option : options.inCodeOrder().list()) {
            write(option, out);
        }
    }

    /** Writes one option with its header. */
    public static void write(Option option, WireWriter out) {
        out.uint16(option.code());
        int mark = out.beginLength16();
        writePayload(option, out);
        out.endLength16(mark);
    }

    private static void writePayload(Option option, WireWriter out) {
        switch (option) {
            case ClientIdentifier o -> out.octets(o.duid().octets());
            case ServerIdentifier o -> out.octets(o.duid().octets());
            case IaNa o -> writeIa(o.iaid().bits(), o.t1(), o.t2(), o.options(), out);
            case IaPd o -> writeIa(o.iaid().bits(), o.t1(), o.t2(), o.options(), out);
            case IaAddress o -> writeIaAddress(o, out);
            case IaPrefix o -> writeIaPrefix(o, out);
            case OptionRequest o -> out.octets(o.codes());
            case Preference o -> out.uint8(o.value());
            case ElapsedTime o -> out.uint16(o.hundredths());
            case StatusCode o -> writeStatusCode(o, out);
            case RapidCommit _, ReconfigureAccept _ -> {}
            case UserClass o -> writeClasses(o.classes(), out);
            case VendorClass o -> {
                out.uint32(o.enterprise());
                writeClasses(o.classes(), out);
            }
            case VendorOptions o -> writeVendorOptions(o, out);
            case InterfaceId o -> out.octets(o.id());
            case ClientFqdn o -> {
                out.uint8(o.flags());
                o.name().write(out);
            }
            case DnsServers o -> {
                for (Ipv6Address address : o.addresses()) {
                    writeAddress(address, out);
                }
            }
            case DomainSearchList o -> {
                for (DomainName domain : o.domains()) {
                    domain.write(out);
                }
            }
            case ClientLinkLayerAddress o -> {
                out.uint16(o.hardwareType());
                out.octets(o.address());
            }
            case RelaySourcePort o -> out.uint16(o.downstreamPort());
            case RemoteId o -> {
                out.uint32(o.enterprise());
                out.octets(o.id());
            }
            case RelaySuppliedOptions o -> write(o.options(), out);
            case InformationRefreshTime o -> out.uint32(o.seconds());
            case SolMaxRt o -> out.uint32(o.seconds());
            case InfMaxRt o -> out.uint32(o.seconds());
            case PdExclude o -> {
                out.uint8(o.prefixLength());
                out.octets(o.subnetId());
            }
            case UnknownOption o -> out.octets(o.payload());
        }
    }

    private static void writeIa(int iaid, long t1, long t2, Options options, WireWriter out) {
        out.uint32(iaid);
        out.uint32(t1);
        out.uint32(t2);
        write(options, out);
    }

    private static void writeIaAddress(IaAddress option, WireWriter out) {
        writeAddress(option.address(), out);
        out.uint32(option.preferredLifetime());
        out.uint32(option.validLifetime());
        write(option.options(), out);
    }

    private static void writeIaPrefix(IaPrefix option, WireWriter out) {
        out.uint32(option.preferredLifetime());
        out.uint32(option.validLifetime());
        out.uint8(option.prefix().length());
        writeAddress(option.prefix().address(), out);
        write(option.options(), out);
    }

    private static void writeStatusCode(StatusCode option, WireWriter out) {
        out.uint16(option.status());
        out.bytes(option.message().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeClasses(List<Octets> classes, WireWriter out) {
        for (Octets octets : classes) {
            int mark = out.beginLength16();
            out.octets(octets);
            out.endLength16(mark);
        }
    }

    private static void writeVendorOptions(VendorOptions option, WireWriter out) {
        out.uint32(option.enterprise());
        for (VendorOptions.SubOption subOption : option.subOptions()) {
            out.uint16(subOption.code());
            int mark = out.beginLength16();
            out.octets(subOption.data());
            out.endLength16(mark);
        }
    }

    private static void writeAddress(Ipv6Address address, WireWriter out) {
        out.int64(address.high());
        out.int64(address.low());
    }
}
