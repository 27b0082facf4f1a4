package io.tandem6.option;

/**
 * One DHCPv6 option (RFC 9915 section 21). The types are those whose contents the server reads or
 * makes; everything else is an {@link UnknownOption}. The Relay Message option (9) is none of them:
 * it is the {@code inner} of a relay message.
 */
public sealed interface Option
        permits ClientFqdn,
                ClientIdentifier,
                ClientLinkLayerAddress,
                DnsServers,
                DomainSearchList,
                ElapsedTime,
                IaAddress,
                IaNa,
                IaPd,
                IaPrefix,
                InfMaxRt,
                InformationRefreshTime,
                InterfaceId,
                OptionRequest,
                PdExclude,
                Preference,
                RapidCommit,
                ReconfigureAccept,
                RelaySourcePort,
                RelaySuppliedOptions,
                RemoteId,
                ServerIdentifier,
                SolMaxRt,
                StatusCode,
                UnknownOption,
                UserClass,
                VendorClass,
                VendorOptions {
    /** The option code, 0..65535. */
    int code();
}
