package io.tandem6.server.lease;

class InMemoryLeaseStoreTest extends LeaseStoreContract {
    @Override
    protected LeaseStore open() {
        return new InMemoryLeaseStore(1_800_000_000L);
    }

    @Override
    protected void settle() {}
}
