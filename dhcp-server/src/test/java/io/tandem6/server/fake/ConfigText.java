package io.tandem6.server.fake;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.AllocatorKind;
import io.tandem6.config.ClassGuard;
import io.tandem6.config.DdnsSettings;
import io.tandem6.config.HostSettings;
import io.tandem6.config.LeaseCache;
import io.tandem6.config.LeasePolicy;
import io.tandem6.config.Lifetimes;
import io.tandem6.config.Lifetimes.Triplet;
import io.tandem6.config.MacSource;
import io.tandem6.config.OptionData;
import io.tandem6.config.PdPool;
import io.tandem6.config.Pool;
import io.tandem6.config.ReservationMode;
import io.tandem6.config.Subnet;
import io.tandem6.option.OptionCode;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.exchange.EndedLeases;
import io.tandem6.server.exchange.ExchangeRules;
import io.tandem6.server.exchange.Exchanges;
import io.tandem6.server.exchange.MessageRules;
import io.tandem6.server.exchange.RelaySupplied;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.pipeline.ClientHardware;
import io.tandem6.server.sender.Classifier;
import io.tandem6.server.sender.HostIndex;
import io.tandem6.server.sender.Senders;
import io.tandem6.server.subnet.SubnetSelector;
import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Subnets as people can read and write them. Without lifetimes they are 4000/3000 seconds. */
public final class ConfigText {
    private ConfigText() {}

    /** The subnets of a {@code config} node. */
    public static List<Subnet> subnets(Node config) {
        return all(config, "subnet").map(ConfigText::subnet).toList();
    }

    /** The rules of a {@code config} node for the server {@code SERVER}, without classes. */
    public static ActiveConfig active(Node config, int parkedPacketLimit) {
        return new ActiveConfig(
                new MessageRules(PacketText.duid("SERVER")),
                new Senders(
                        Classifier.NONE,
                        HostIndex.NONE,
                        HostSettings.NONE,
                        new SubnetSelector(subnets(config))),
                Optional.empty(),
                new Exchanges(rules(config, new Allocator(0), 86400)),
                new ClientHardware(List.of(MacSource.ANY)),
                parkedPacketLimit);
    }

    /** What of a {@code config} node decides on answers. */
    public static ExchangeRules rules(
            Node config, Allocator allocator, long declineProbationPeriod) {
        return new ExchangeRules(
                PacketText.duid("SERVER"),
                options(config),
                declineProbationPeriod,
                allocator,
                ended(config),
                Classifier.NONE,
                HostIndex.NONE,
                DdnsSettings.OFF,
                new RelaySupplied(Set.of(OptionCode.ERP_LOCAL_DOMAIN_NAME)),
                true);
    }

    /** What becomes of leases that end: {@code ended remembered}, or else they are forgotten. */
    public static EndedLeases ended(Node config) {
        return all(config, "ended").findFirst().isPresent()
                ? EndedLeases.REMEMBERED
                : EndedLeases.FORGOTTEN;
    }

    /** The options of a {@code config}, {@code subnet} or {@code pool} node. */
    public static List<OptionData> options(Node node) {
        return all(node, "option").map(ConfigText::option).toList();
    }

    private static Stream<Node> all(Node node, String keyword) {
        return node.children().stream().filter(c -> c.keyword().equals(keyword));
    }

    private static Subnet subnet(Node node) {
        return new Subnet(
                Long.parseLong(node.arguments().getFirst()),
                Ipv6Prefix.parse(node.arguments().get(1)),
                first(node, "shared-network"),
                first(node, "interface"),
                first(node, "interface-id").map(Octets::parseHex),
                all(node, "relay").map(r -> Ipv6Address.parse(r.rest())).toList(),
                all(node, "pool").map(ConfigText::pool).toList(),
                all(node, "pd-pool").map(ConfigText::pdPool).toList(),
                lifetimes(node),
                first(node, "rapid-commit").isPresent(),
                classes(node),
                List.of(),
                options(node),
                leasing(node),
                ReservationMode.DEFAULT,
                List.of(),
                DdnsSettings.OFF,
                Optional.empty());
    }

    private static LeasePolicy leasing(Node node) {
        AllocatorKind allocator =
                first(node, "allocator")
                        .map(word -> AllocatorKind.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(AllocatorKind.OWN_PLACE);
        return new LeasePolicy(allocator, allocator, LeaseCache.OFF, false);
    }

    private static Optional<String> first(Node node, String keyword) {
        return all(node, keyword).map(Node::rest).findFirst();
    }

    private static ClassGuard classes(Node node) {
        return ClassGuard.of(all(node, "class").map(Node::rest).toList());
    }

    private static Pool pool(Node node) {
        String text = node.rest();
        if (text.contains("/")) {
            return new Pool(
                    Ipv6Prefix.parse(text).range(), classes(node), List.of(), options(node), 0);
        }
        String[] ends = text.split("-");
        return new Pool(
                new AddressRange(
                        Ipv6Address.parse(ends[0]), Ipv6Address.parse(ends[ends.length - 1])),
                classes(node),
                List.of(),
                options(node),
                0);
    }

    private static PdPool pdPool(Node node) {
        return new PdPool(
                Ipv6Prefix.parse(node.arguments().getFirst()),
                Integer.parseInt(node.argument("delegated-len", "")),
                first(node, "excluded").map(Ipv6Prefix::parse),
                classes(node),
                List.of(),
                options(node),
                0);
    }

    private static Lifetimes lifetimes(Node node) {
        return new Lifetimes(
                triplet(first(node, "valid-lifetime").orElse("4000")),
                triplet(first(node, "preferred-lifetime").orElse("3000")),
                timer(first(node, "renew-timer")),
                timer(first(node, "rebind-timer")),
                first(node, "no-tee-times").isEmpty(),
                0.5,
                0.8);
    }

    private static Triplet triplet(String text) {
        String[] numbers = text.split(" ");
        return numbers.length == 1
                ? Triplet.fixed(Long.parseLong(text))
                : new Triplet(
                        Long.parseLong(numbers[0]),
                        Long.parseLong(numbers[1]),
                        Long.parseLong(numbers[2]));
    }

    private static OptionalLong timer(Optional<String> text) {
        return text.isPresent()
                ? OptionalLong.of(Long.parseLong(text.get()))
                : OptionalLong.empty();
    }

    private static OptionData option(Node node) {
        return new OptionData(
                Integer.parseInt(node.arguments().getFirst()),
                node.argument("space", OptionData.DHCP6_SPACE),
                Octets.parseHex(node.arguments().get(1)),
                node.arguments().contains("always-send"),
                node.arguments().contains("never-send"),
                List.of());
    }
}
