package io.tandem6.server.exchange;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Subnet;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.IaAddress;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that clients make themselves and tell the server of (RFC 9686). The server keeps them
 * as leases that nobody asked for, and answers only who tells of an address of its own that is
 * nobody else's.
 */
final class AddressRegistration {
    private static final Iaid NO_ASSOCIATION = new Iaid(0);
    private static final List<Integer> ASSOCIATIONS =
            List.of(OptionCode.IA_NA, OptionCode.IA_TA, OptionCode.IA_PD);

    private final Request request;
    private final ExchangeRules rules;
    private final LeaseDraft draft;

    AddressRegistration(Request request, ExchangeRules rules, LeaseDraft draft) {
        this.request = request;
        this.rules = rules;
        this.draft = draft;
    }

    /** Why the message is not answered, if it is not. */
    Optional<DropReason> refusal() {
        if (!rules.addressRegistration()) {
            return Optional.of(DropReason.REGISTRATION_DISABLED);
        }
        Options options = request.message().options();
        List<IaAddress> addresses = options.addresses();
        if (ASSOCIATIONS.stream().anyMatch(options::contains)
                || addresses.size() != 1
                || !addresses.getFirst().address().equals(request.arrival().clientAddress())) {
            return Optional.of(DropReason.REGISTRATION_INVALID);
        }
        Ipv6Address address = addresses.getFirst().address();
        return subnet(address).filter(s -> isAvailable(s, address)).isEmpty()
                ? Optional.of(DropReason.REGISTRATION_REFUSED)
                : Optional.empty();
    }

    private Optional<Subnet> subnet(Ipv6Address address) {
        return request.link().stream()
                .flatMap(link -> link.subnets().stream())
                .filter(s -> s.prefix().contains(address))
                .findFirst();
    }

    /** Another client's registration gives way: two that tell of the same address cannot both. */
    private boolean isAvailable(Subnet subnet, Ipv6Address address) {
        Lease lease = draft.find(address);
        boolean leased =
                lease != null
                        && lease.state() != LeaseState.REGISTERED
                        && lease.isInUse(request.now());
        return !leased
                && rules.hosts().reserved(subnet, new AddressRange(address, address)).isEmpty();
    }

    /**
     * Records the address of a message that is not refused.
     *
     * @param hostname what the client is told of its name, and what the lease is to keep
     * @return the address as the reply repeats it
     */
    IaAddress register(ClientHostname hostname) {
        IaAddress told = request.message().options().addresses().getFirst();
        Lease before = draft.find(told.address());
        if (told.validLifetime() > 0) {
            Lease lease =
                    Lease.assigned(
                                    LeaseType.IA_NA,
                                    told.address(),
                                    128,
                                    request.clientId(),
                                    NO_ASSOCIATION,
                                    subnet(told.address()).orElseThrow().id(),
                                    request.now(),
                                    told.validLifetime(),
                                    told.preferredLifetime())
                            .withState(LeaseState.REGISTERED)
                            .withHardwareAddress(request.hardwareAddress().orElse(null));
            draft.put(hostname.applyTo(lease));
        } else if (before != null) {
            draft.delete(before);
        }
        return new IaAddress(
                told.address(), told.preferredLifetime(), told.validLifetime(), Options.EMPTY);
    }
}
