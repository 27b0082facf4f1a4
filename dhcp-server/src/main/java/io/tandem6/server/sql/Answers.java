package io.tandem6.server.sql;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.server.lease.SharedLeaseStore.Looked;
import io.tandem6.server.lease.StoredLease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What many questions have found together, to be given to each as far as it concerns it.
 *
 * @param byAddress addresses without lease included
 * @param byHolder the leases found
 */
record Answers(Map<Ipv6Address, StoredLease> byAddress, Map<Duid, List<StoredLease>> byHolder) {
    static Answers of(List<StoredLease> found) {
        Map<Ipv6Address, StoredLease> byAddress = new HashMap<>();
        Map<Duid, List<StoredLease>> byHolder = new HashMap<>();
        for (StoredLease stored : found) {
            byAddress.put(stored.address(), stored);
            Lease lease = stored.lease();
            if (lease != null) {
                byHolder.computeIfAbsent(lease.duid(), d -> new ArrayList<>()).add(stored);
            }
        }
        return new Answers(byAddress, byHolder);
    }

    void give(List<Job.Question> questions) {
        for (Job.Question question : questions) {
            Set<StoredLease> all = new LinkedHashSet<>();
            for (BindingKey binding : question.query().bindings()) {
                all.addAll(byHolder.getOrDefault(binding.duid(), List.of()));
            }
            for (Ipv6Address address : question.query().addresses()) {
                all.add(byAddress.getOrDefault(address, new StoredLease(address, null)));
            }
            question.answered().completed(new Looked.Found(List.copyOf(all)));
        }
    }
}
