-- The part of Kea 2.2's schema (version 13.0) that leases need: a Kea 2.2 can use a database that
-- Tandem6 has initialized, and the other way round. Counts are views, so that no row is changed by
-- every lease of a subnet.

CREATE TABLE schema_version (
    version INTEGER PRIMARY KEY,
    minor INTEGER
);

CREATE TABLE lease_state (
    state BIGINT PRIMARY KEY,
    name VARCHAR(64) NOT NULL
);

INSERT INTO lease_state (state, name) VALUES
    (0, 'default'),
    (1, 'declined'),
    (2, 'expired-reclaimed');

CREATE TABLE lease6_types (
    lease_type SMALLINT PRIMARY KEY,
    name VARCHAR(5)
);

INSERT INTO lease6_types (lease_type, name) VALUES
    (0, 'IA_NA'),
    (1, 'IA_TA'),
    (2, 'IA_PD');

CREATE TABLE lease6 (
    address VARCHAR(39) PRIMARY KEY,
    duid BYTEA,
    valid_lifetime BIGINT,
    expire TIMESTAMP WITH TIME ZONE,
    subnet_id BIGINT,
    pref_lifetime BIGINT,
    lease_type SMALLINT REFERENCES lease6_types (lease_type),
    iaid INTEGER,
    prefix_len SMALLINT,
    fqdn_fwd BOOLEAN,
    fqdn_rev BOOLEAN,
    hostname VARCHAR(255),
    state BIGINT DEFAULT 0 REFERENCES lease_state (state),
    hwaddr BYTEA,
    hwtype SMALLINT,
    hwaddr_source SMALLINT,
    user_context TEXT
);

CREATE INDEX lease6_by_duid_iaid_subnet_id ON lease6 (duid, iaid, subnet_id);
CREATE INDEX lease6_by_state_expire ON lease6 (state, expire);
CREATE INDEX lease6_by_subnet_id_lease_type ON lease6 (subnet_id, lease_type);
CREATE INDEX lease6_by_hostname ON lease6 (lower(hostname));

-- Kea prepares its statements for IPv4 in a DHCPv6 server too.
CREATE TABLE lease4 (
    address BIGINT PRIMARY KEY,
    hwaddr BYTEA,
    client_id BYTEA,
    valid_lifetime BIGINT,
    expire TIMESTAMP WITH TIME ZONE,
    subnet_id BIGINT,
    fqdn_fwd BOOLEAN,
    fqdn_rev BOOLEAN,
    hostname VARCHAR(255),
    state BIGINT DEFAULT 0 REFERENCES lease_state (state),
    user_context TEXT
);

CREATE VIEW lease6_stat AS
    SELECT subnet_id, lease_type, state, count(*) AS leases
    FROM lease6
    WHERE state IN (0, 1)
    GROUP BY subnet_id, lease_type, state;

CREATE VIEW lease4_stat AS
    SELECT subnet_id, state, count(*) AS leases
    FROM lease4
    WHERE state IN (0, 1)
    GROUP BY subnet_id, state;

-- Limits by client class need the triggers of a complete schema: they are said to be unsupported, and
-- whoever asks all the same is refused.

CREATE TABLE lease6_stat_by_client_class (
    client_class VARCHAR(128),
    lease_type SMALLINT REFERENCES lease6_types (lease_type),
    leases BIGINT NOT NULL,
    PRIMARY KEY (client_class, lease_type)
);

CREATE TABLE lease4_stat_by_client_class (
    client_class VARCHAR(128) PRIMARY KEY,
    leases BIGINT NOT NULL
);

CREATE FUNCTION isJsonSupported() RETURNS BOOLEAN
    LANGUAGE SQL IMMUTABLE AS 'SELECT FALSE';

CREATE FUNCTION checkLease6Limits(user_context TEXT) RETURNS TEXT
    LANGUAGE SQL IMMUTABLE AS $$ SELECT 'this database has no limits'::TEXT $$;

CREATE FUNCTION checkLease4Limits(user_context TEXT) RETURNS TEXT
    LANGUAGE SQL IMMUTABLE AS $$ SELECT 'this database has no limits'::TEXT $$;

INSERT INTO schema_version (version, minor) VALUES (13, 0);
