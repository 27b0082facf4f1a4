package io.tandem6.option;

/**
 * The option codes (IANA registry of DHCPv6 option codes) that have a name in Kea's configuration.
 */
public final class OptionCode {
    private OptionCode() {}

    /** {@code clientid}. */
    public static final int CLIENT_ID = 1;

    /** {@code serverid}. */
    public static final int SERVER_ID = 2;

    /** {@code ia-na}. */
    public static final int IA_NA = 3;

    /** {@code ia-ta}. Obsolete (RFC 9915). */
    public static final int IA_TA = 4;

    /** {@code iaaddr}. */
    public static final int IA_ADDRESS = 5;

    /** {@code oro}. */
    public static final int OPTION_REQUEST = 6;

    /** {@code preference}. */
    public static final int PREFERENCE = 7;

    /** {@code elapsed-time}. */
    public static final int ELAPSED_TIME = 8;

    /** {@code relay-msg}. */
    public static final int RELAY_MESSAGE = 9;

    /** {@code auth}. */
    public static final int AUTHENTICATION = 11;

    /** {@code unicast}. Obsolete (RFC 9915). */
    public static final int SERVER_UNICAST = 12;

    /** {@code status-code}. */
    public static final int STATUS_CODE = 13;

    /** {@code rapid-commit}. */
    public static final int RAPID_COMMIT = 14;

    /** {@code user-class}. */
    public static final int USER_CLASS = 15;

    /** {@code vendor-class}. */
    public static final int VENDOR_CLASS = 16;

    /** {@code vendor-opts}. */
    public static final int VENDOR_OPTS = 17;

    /** {@code interface-id}. */
    public static final int INTERFACE_ID = 18;

    /** {@code reconf-msg}. */
    public static final int RECONFIGURE_MESSAGE = 19;

    /** {@code reconf-accept}. */
    public static final int RECONFIGURE_ACCEPT = 20;

    /** {@code sip-server-dns}. */
    public static final int SIP_SERVER_DNS = 21;

    /** {@code sip-server-addr}. */
    public static final int SIP_SERVER_ADDR = 22;

    /** {@code dns-servers}. */
    public static final int DNS_SERVERS = 23;

    /** {@code domain-search}. */
    public static final int DOMAIN_SEARCH = 24;

    /** {@code ia-pd}. */
    public static final int IA_PD = 25;

    /** {@code iaprefix}. */
    public static final int IA_PREFIX = 26;

    /** {@code nis-servers}. */
    public static final int NIS_SERVERS = 27;

    /** {@code nisp-servers}. */
    public static final int NISP_SERVERS = 28;

    /** {@code nis-domain-name}. */
    public static final int NIS_DOMAIN_NAME = 29;

    /** {@code nisp-domain-name}. */
    public static final int NISP_DOMAIN_NAME = 30;

    /** {@code sntp-servers}. */
    public static final int SNTP_SERVERS = 31;

    /** {@code information-refresh-time}. */
    public static final int INFORMATION_REFRESH_TIME = 32;

    /** {@code bcmcs-server-dns}. */
    public static final int BCMCS_SERVER_DNS = 33;

    /** {@code bcmcs-server-addr}. */
    public static final int BCMCS_SERVER_ADDR = 34;

    /** {@code geoconf-civic}. */
    public static final int GEOCONF_CIVIC = 36;

    /** {@code remote-id}. */
    public static final int REMOTE_ID = 37;

    /** {@code subscriber-id}. */
    public static final int SUBSCRIBER_ID = 38;

    /** {@code client-fqdn}. */
    public static final int CLIENT_FQDN = 39;

    /** {@code pana-agent}. */
    public static final int PANA_AGENT = 40;

    /** {@code new-posix-timezone}. */
    public static final int NEW_POSIX_TIMEZONE = 41;

    /** {@code new-tzdb-timezone}. */
    public static final int NEW_TZDB_TIMEZONE = 42;

    /** {@code ero}. */
    public static final int ECHO_REQUEST = 43;

    /** {@code lq-query}. */
    public static final int LQ_QUERY = 44;

    /** {@code client-data}. */
    public static final int CLIENT_DATA = 45;

    /** {@code clt-time}. */
    public static final int CLT_TIME = 46;

    /** {@code lq-relay-data}. */
    public static final int LQ_RELAY_DATA = 47;

    /** {@code lq-client-link}. */
    public static final int LQ_CLIENT_LINK = 48;

    /** {@code v6-lost}. */
    public static final int V6_LOST = 51;

    /** {@code capwap-ac-v6}. */
    public static final int CAPWAP_AC_V6 = 52;

    /** {@code relay-id}. */
    public static final int RELAY_ID = 53;

    /** {@code ntp-server}. */
    public static final int NTP_SERVER = 56;

    /** {@code v6-access-domain}. */
    public static final int V6_ACCESS_DOMAIN = 57;

    /** {@code sip-ua-cs-list}. */
    public static final int SIP_UA_CS_LIST = 58;

    /** {@code bootfile-url}. */
    public static final int BOOTFILE_URL = 59;

    /** {@code bootfile-param}. */
    public static final int BOOTFILE_PARAM = 60;

    /** {@code client-arch-type}. */
    public static final int CLIENT_ARCH_TYPE = 61;

    /** {@code nii}. */
    public static final int NII = 62;

    /** {@code aftr-name}. */
    public static final int AFTR_NAME = 64;

    /** {@code erp-local-domain-name}. */
    public static final int ERP_LOCAL_DOMAIN_NAME = 65;

    /** {@code rsoo}. */
    public static final int RSOO = 66;

    /** {@code pd-exclude}. */
    public static final int PD_EXCLUDE = 67;

    /** {@code rdnss-selection}. */
    public static final int RDNSS_SELECTION = 74;

    /** {@code client-linklayer-addr}. */
    public static final int CLIENT_LINKLAYER_ADDR = 79;

    /** {@code link-address}. */
    public static final int LINK_ADDRESS = 80;

    /** {@code solmax-rt}. */
    public static final int SOL_MAX_RT = 82;

    /** {@code inf-max-rt}. */
    public static final int INF_MAX_RT = 83;

    /** {@code dhcpv4-message}. */
    public static final int DHCPV4_MESSAGE = 87;

    /** {@code dhcp4o6-server-addr}. */
    public static final int DHCP4O6_SERVER_ADDR = 88;

    /** {@code s46-cont-mape}. */
    public static final int S46_CONT_MAPE = 94;

    /** {@code s46-cont-mapt}. */
    public static final int S46_CONT_MAPT = 95;

    /** {@code s46-cont-lw}. */
    public static final int S46_CONT_LW = 96;

    /** {@code v6-captive-portal}. */
    public static final int V6_CAPTIVE_PORTAL = 103;

    /** {@code relay-source-port}. */
    public static final int RELAY_SOURCE_PORT = 135;

    /** {@code v6-sztp-redirect}. */
    public static final int V6_SZTP_REDIRECT = 136;

    /** {@code ipv6-address-andsf}. */
    public static final int IPV6_ADDRESS_ANDSF = 143;

    /** {@code v6-dnr}. */
    public static final int V6_DNR = 144;

    /** {@code addr-reg-enable}. */
    public static final int ADDR_REG_ENABLE = 148;
}
