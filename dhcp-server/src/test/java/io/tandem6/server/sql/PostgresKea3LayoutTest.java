package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.lease.Leases;
import org.junit.jupiter.api.Test;

/** The lease table of Kea 3: addresses of type inet, pools, two more states. */
class PostgresKea3LayoutTest extends SqlStoreContract {
    private static final class Made {
        static final TestDatabase KEA3 =
                PostgresServer.database()
                        .createForKea3(
                                "DROP VIEW lease6_stat",
                                "ALTER TABLE lease6 ALTER address TYPE inet USING address::inet",
                                "ALTER TABLE lease6 ADD pool_id BIGINT NOT NULL DEFAULT 0",
                                "UPDATE schema_version SET version = 34");
    }

    @Override
    TestDatabase database() {
        return Made.KEA3;
    }

    @Test
    void statesAndPoolsOfKea3AreKept() {
        Lease lease =
                Leases.address("2001:db8:1::1", "000102", 1_800_000_000L, 60)
                        .withState(LeaseState.RELEASED)
                        .withContext(null, 77);
        assertThat(stored(lease)).isEqualTo(lease);
    }

    @Test
    void aLeaseThatKeaReleasedIsOverButThere() throws Exception {
        database()
                .run(
                        "INSERT INTO lease6 (address, duid, valid_lifetime, expire, subnet_id,"
                                + " pref_lifetime, lease_type, iaid, prefix_len, fqdn_fwd,"
                                + " fqdn_rev, hostname, state, pool_id) VALUES ('2001:db8:1::1',"
                                + " '\\x000102', 0, to_timestamp(1800000000), 1, 0, 0, 1, 128,"
                                + " false, false, NULL, 3, 0)");
        open().close();
        assertThat(found()).hasSize(1);
        assertThat(found().getFirst().isInUse(1_700_000_000L)).isFalse();
        assertThat(found().getFirst().expire()).isEqualTo(1_800_000_000L);
    }
}
