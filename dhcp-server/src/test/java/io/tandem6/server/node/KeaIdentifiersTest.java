package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.message.MessageType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Kea logs of the same events at debug level, as far as it has a meaning here. */
class KeaIdentifiersTest {
    private final SingleServer server =
            new SingleServer(
                    """
                    { "Dhcp6": {
                        "interfaces-config": { "interfaces": [ "eth0" ] },
                        "valid-lifetime": 50, "decline-probation-period": 100,
                        "subnet6": [
                          { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                            "pools": [ { "pool": "2001:db8:1::10-2001:db8:1::20" } ],
                            "pd-pools": [ { "prefix": "3000::", "prefix-len": 40,
                                            "delegated-len": 56 } ] } ] } }
                    """);
    private final Client client = Client.of("000300010c0102030405");

    private void assertLogged(String... identifiers) {
        assertThat(server.logged).containsExactly(identifiers);
        server.logged.clear();
    }

    @Test
    void aClientsLife() {
        server.ask(client, MessageType.SOLICIT, Optional.empty());
        assertLogged(
                "DHCP6_PACKET_RECEIVED",
                "DHCP6_SUBNET_SELECTED",
                "DHCP6_PACKET_SEND",
                "DHCP6_LEASE_ADVERT",
                "DHCP6_PD_LEASE_ADVERT");
        Ipv6Address address = server.ask(client, MessageType.REQUEST).orElseThrow().address();
        assertLogged(
                "DHCP6_PACKET_RECEIVED",
                "DHCP6_SUBNET_SELECTED",
                "DHCP6_PACKET_SEND",
                "DHCP6_LEASE_ALLOC",
                "DHCP6_PD_LEASE_ALLOC");
        server.ask(client.holding(address), MessageType.RENEW);
        assertLogged(
                "DHCP6_PACKET_RECEIVED",
                "DHCP6_SUBNET_SELECTED",
                "DHCP6_PACKET_SEND",
                "DHCP6_LEASE_RENEW",
                "DHCP6_PD_LEASE_RENEW");
        server.ask(client.holding(address), MessageType.RELEASE);
        assertLogged(
                "DHCP6_PACKET_RECEIVED",
                "DHCP6_SUBNET_SELECTED",
                "DHCP6_PACKET_SEND",
                "DHCP6_RELEASE_NA");
    }

    @Test
    void aDeclinedAddressComesBack() {
        Ipv6Address address = server.ask(client, MessageType.REQUEST).orElseThrow().address();
        server.logged.clear();
        server.ask(client.holding(address), MessageType.DECLINE);
        assertLogged(
                "DHCP6_PACKET_RECEIVED",
                "DHCP6_SUBNET_SELECTED",
                "DHCP6_PACKET_SEND",
                "DHCP6_DECLINE_LEASE");
        server.advanceSeconds(120);
        assertThat(server.logged)
                .contains(
                        "ALLOC_ENGINE_V6_LEASES_RECLAMATION_START",
                        "ALLOC_ENGINE_V6_LEASE_RECLAIM",
                        "ALLOC_ENGINE_V6_DECLINED_RECOVERED",
                        "ALLOC_ENGINE_V6_LEASES_RECLAMATION_COMPLETE");
    }

    @Test
    void whatIsNotAnswered() {
        server.ask(client, MessageType.REQUEST, Optional.of(Duid.parse("000300010c0000000009")));
        assertLogged("DHCP6_PACKET_RECEIVED", "DHCP6_PACKET_DROP_SERVERID_MISMATCH");
        server.ask(client, MessageType.REQUEST, Optional.empty());
        assertLogged("DHCP6_PACKET_RECEIVED", "DHCP6_REQUIRED_OPTIONS_CHECK_FAIL");
        server.ask(client, MessageType.ADVERTISE);
        assertLogged("DHCP6_PACKET_RECEIVED", "DHCP6_UNKNOWN_MSG_RECEIVED");
        server.command("{ \"command\": \"dhcp-disable\" }");
        server.ask(client, MessageType.SOLICIT, Optional.empty());
        assertLogged("DHCP6_PACKET_RECEIVED", "DHCP6_PACKET_DROP_DHCP_DISABLED");
        server.command("{ \"command\": \"dhcp-enable\" }");
        server.ask(client.on("eth9"), MessageType.SOLICIT, Optional.empty());
        assertThat(server.logged).contains("DHCP6_SUBNET_SELECTION_FAILED");
    }
}
