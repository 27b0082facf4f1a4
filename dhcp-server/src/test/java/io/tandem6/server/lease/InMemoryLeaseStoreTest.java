package io.tandem6.server.lease;

import io.tandem6.lease.Lease;
import java.util.List;

class InMemoryLeaseStoreTest extends LeaseStoreContract {
    @Override
    protected LeaseStore open() {
        return new InMemoryLeaseStore(1_800_000_000L);
    }

    @Override
    protected List<Lease> found() {
        return List.of();
    }

    @Override
    protected boolean forgets() {
        return true;
    }

    @Override
    protected void settle() {}
}
