package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.wire.Excerpt;
import org.jspecify.annotations.Nullable;

/** How {@code lease6-get} and {@code lease6-del} name one lease. */
sealed interface LeaseSelector {
    /** The kind of lease that is meant. */
    LeaseType type();

    /** The lease that is meant, null if there is none. */
    @Nullable Lease find(LeaseTable table);

    /** By its address. */
    record ByAddress(LeaseType type, Ipv6Address address) implements LeaseSelector {
        @Override
        public @Nullable Lease find(LeaseTable table) {
            Lease lease = table.find(address);
            return lease != null && lease.type() == type ? lease : null;
        }
    }

    /** By its holder, in one subnet. */
    record ByBinding(BindingKey key, long subnetId) implements LeaseSelector {
        @Override
        public LeaseType type() {
            return key.type();
        }

        @Override
        public @Nullable Lease find(LeaseTable table) {
            return table.findBinding(key).stream()
                    .filter(lease -> lease.subnetId() == subnetId)
                    .findFirst()
                    .orElse(null);
        }
    }

    static LeaseSelector of(CommandArguments arguments) throws InvalidArgumentsException {
        LeaseType type = arguments.type();
        String address = arguments.string("ip-address");
        if (address != null) {
            return new ByAddress(type, CommandArguments.address(address));
        }
        long subnetId = arguments.uint32("subnet-id");
        if (subnetId < 0) {
            throw new InvalidArgumentsException("Mandatory 'subnet-id' parameter missing.");
        }
        String identifierType = arguments.string("identifier-type");
        String identifier = arguments.string("identifier");
        if (identifierType == null || identifier == null) {
            throw new InvalidArgumentsException(
                    "No 'ip-address' provided and '"
                            + (identifierType == null ? "identifier-type" : "identifier")
                            + "' is either missing or not a string.");
        }
        if (!identifierType.equals("duid")) {
            throw new InvalidArgumentsException(
                    "Query by " + Excerpt.of(identifierType) + " is not allowed in v6.");
        }
        long iaid = Math.max(0, arguments.uint32("iaid"));
        try {
            return new ByBinding(
                    new BindingKey(type, Duid.parse(identifier), Iaid.of(iaid)), subnetId);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentsException(String.valueOf(e.getMessage()));
        }
    }
}
