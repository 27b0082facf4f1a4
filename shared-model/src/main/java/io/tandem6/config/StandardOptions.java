package io.tandem6.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options that every configuration may use by name. */
final class StandardOptions {
    /** Space, code, name, type (fields of a record joined by +), array or -, encapsulated space. */
    private static final String TABLE =
            """
            dhcp6 1 clientid binary
            dhcp6 2 serverid binary
            dhcp6 3 ia-na uint32+uint32+uint32
            dhcp6 4 ia-ta uint32
            dhcp6 5 iaaddr ipv6-address+uint32+uint32
            dhcp6 6 oro uint16 array
            dhcp6 7 preference uint8
            dhcp6 8 elapsed-time uint16
            dhcp6 9 relay-msg binary
            dhcp6 11 auth binary
            dhcp6 12 unicast ipv6-address
            dhcp6 13 status-code uint16+string
            dhcp6 14 rapid-commit empty
            dhcp6 15 user-class binary
            dhcp6 16 vendor-class uint32+binary
            dhcp6 17 vendor-opts uint32
            dhcp6 18 interface-id binary
            dhcp6 19 reconf-msg uint8
            dhcp6 20 reconf-accept empty
            dhcp6 21 sip-server-dns fqdn array
            dhcp6 22 sip-server-addr ipv6-address array
            dhcp6 23 dns-servers ipv6-address array
            dhcp6 24 domain-search fqdn array
            dhcp6 25 ia-pd uint32+uint32+uint32
            dhcp6 26 iaprefix uint32+uint32+uint8+ipv6-address
            dhcp6 27 nis-servers ipv6-address array
            dhcp6 28 nisp-servers ipv6-address array
            dhcp6 29 nis-domain-name fqdn array
            dhcp6 30 nisp-domain-name fqdn array
            dhcp6 31 sntp-servers ipv6-address array
            dhcp6 32 information-refresh-time uint32
            dhcp6 33 bcmcs-server-dns fqdn array
            dhcp6 34 bcmcs-server-addr ipv6-address array
            dhcp6 36 geoconf-civic uint8+uint16+binary
            dhcp6 37 remote-id uint32+binary
            dhcp6 38 subscriber-id binary
            dhcp6 39 client-fqdn uint8+fqdn
            dhcp6 40 pana-agent ipv6-address array
            dhcp6 41 new-posix-timezone string
            dhcp6 42 new-tzdb-timezone string
            dhcp6 43 ero uint16 array
            dhcp6 44 lq-query uint8+ipv6-address
            dhcp6 45 client-data empty
            dhcp6 46 clt-time uint32
            dhcp6 47 lq-relay-data ipv6-address+binary
            dhcp6 48 lq-client-link ipv6-address array
            dhcp6 51 v6-lost fqdn
            dhcp6 52 capwap-ac-v6 ipv6-address array
            dhcp6 53 relay-id binary
            dhcp6 56 ntp-server empty - v6-ntp-server-suboptions
            dhcp6 57 v6-access-domain fqdn
            dhcp6 58 sip-ua-cs-list fqdn array
            dhcp6 59 bootfile-url string
            dhcp6 60 bootfile-param tuple array
            dhcp6 61 client-arch-type uint16 array
            dhcp6 62 nii uint8+uint8+uint8
            dhcp6 64 aftr-name fqdn
            dhcp6 65 erp-local-domain-name fqdn
            dhcp6 66 rsoo empty - rsoo-opts
            dhcp6 67 pd-exclude ipv6-prefix
            dhcp6 74 rdnss-selection ipv6-address+uint8+fqdn array
            dhcp6 79 client-linklayer-addr binary
            dhcp6 80 link-address ipv6-address
            dhcp6 82 solmax-rt uint32
            dhcp6 83 inf-max-rt uint32
            dhcp6 87 dhcpv4-message binary
            dhcp6 88 dhcp4o6-server-addr ipv6-address array
            dhcp6 94 s46-cont-mape empty - s46-cont-mape-options
            dhcp6 95 s46-cont-mapt empty - s46-cont-mapt-options
            dhcp6 96 s46-cont-lw empty - s46-cont-lw-options
            dhcp6 103 v6-captive-portal string
            dhcp6 135 relay-source-port uint16
            dhcp6 136 v6-sztp-redirect tuple array
            dhcp6 143 ipv6-address-andsf ipv6-address array
            dhcp6 144 v6-dnr internal
            dhcp6 148 addr-reg-enable empty
            s46-cont-mape-options 89 s46-rule uint8+uint8+uint8+ipv4-address+ipv6-prefix - s46-rule-options
            s46-cont-mape-options 90 s46-br ipv6-address
            s46-cont-mapt-options 89 s46-rule uint8+uint8+uint8+ipv4-address+ipv6-prefix - s46-rule-options
            s46-cont-mapt-options 91 s46-dmr ipv6-prefix
            s46-cont-lw-options 90 s46-br ipv6-address
            s46-cont-lw-options 92 s46-v4v6bind ipv4-address+ipv6-prefix - s46-v4v6bind-options
            s46-rule-options 93 s46-portparams uint8+psid
            s46-v4v6bind-options 93 s46-portparams uint8+psid
            v6-ntp-server-suboptions 1 ntp-server-address ipv6-address
            v6-ntp-server-suboptions 2 ntp-server-multicast ipv6-address
            v6-ntp-server-suboptions 3 ntp-server-fqdn fqdn
            vendor-4491 1 oro uint16 array
            vendor-4491 2 device-type string
            vendor-4491 10 vendor-type string
            vendor-4491 32 tftp-servers ipv6-address array
            vendor-4491 33 config-file string
            vendor-4491 34 syslog-servers ipv6-address array
            vendor-4491 36 device-id binary
            vendor-4491 37 time-servers ipv6-address array
            vendor-4491 38 time-offset int32
            vendor-4491 1026 cmts-cm-mac binary
            vendor-2495 60000 4o6-interface string
            vendor-2495 60001 4o6-source-address ipv6-address
            vendor-2495 60002 4o6-source-port uint16
            """;

    private static final List<OptionDefinition> ALL = parse();

    private StandardOptions() {}

    /** All of them, space by space. Kea also knows the options of vendor 4491 by an older name. */
    static List<OptionDefinition> all() {
        return ALL;
    }

    private static List<OptionDefinition> parse() {
        List<OptionDefinition> all =
                new ArrayList<>(TABLE.lines().map(StandardOptions::parse).toList());
        TABLE.lines()
                .filter(line -> line.startsWith("vendor-4491 "))
                .map(line -> parse(line.replace("vendor-4491 ", "docsis3-v6 ")))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static OptionDefinition parse(String line) {
        String[] words = line.split(" ", -1);
        List<OptionType> types =
                Stream.of(words[3].split("\\+", -1))
                        .map(word -> OptionType.of(word).orElseThrow())
                        .toList();
        boolean single = types.size() == 1;
        return new OptionDefinition(
                words[0],
                Integer.parseInt(words[1]),
                words[2],
                single ? types.getFirst() : OptionType.RECORD,
                single ? List.of() : types,
                words.length > 4 && words[4].equals("array"),
                words.length > 5 ? Optional.of(words[5]) : Optional.empty());
    }
}
