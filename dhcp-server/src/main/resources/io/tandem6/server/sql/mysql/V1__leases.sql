-- The part of Kea 2.2's schema (version 14.0) that leases need: a Kea 2.2 can use a database that
-- Tandem6 has initialized, and the other way round. Counts are views, so that no row is changed by
-- every lease of a subnet.

CREATE TABLE schema_version (
    version INT PRIMARY KEY,
    minor INT
) ENGINE = InnoDB;

CREATE TABLE lease_state (
    state INT UNSIGNED PRIMARY KEY,
    name VARCHAR(64) NOT NULL
) ENGINE = InnoDB;

INSERT INTO lease_state (state, name) VALUES
    (0, 'default'),
    (1, 'declined'),
    (2, 'expired-reclaimed');

CREATE TABLE lease6_types (
    lease_type TINYINT PRIMARY KEY,
    name VARCHAR(5)
) ENGINE = InnoDB;

INSERT INTO lease6_types (lease_type, name) VALUES
    (0, 'IA_NA'),
    (1, 'IA_TA'),
    (2, 'IA_PD');

CREATE TABLE lease6 (
    address VARCHAR(39) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    duid VARBINARY(130),
    valid_lifetime INT UNSIGNED,
    expire TIMESTAMP NULL,
    subnet_id INT UNSIGNED,
    pref_lifetime INT UNSIGNED,
    lease_type TINYINT,
    iaid INT UNSIGNED,
    prefix_len TINYINT UNSIGNED,
    fqdn_fwd TINYINT(1),
    fqdn_rev TINYINT(1),
    hostname VARCHAR(255),
    hwaddr VARBINARY(20),
    hwtype SMALLINT UNSIGNED,
    hwaddr_source INT UNSIGNED,
    state INT UNSIGNED DEFAULT 0,
    user_context TEXT,
    FOREIGN KEY (lease_type) REFERENCES lease6_types (lease_type),
    FOREIGN KEY (state) REFERENCES lease_state (state),
    INDEX lease6_by_duid_iaid_subnet_id (duid, iaid, subnet_id),
    INDEX lease6_by_expire_state (expire, state),
    INDEX lease6_by_subnet_id_lease_type (subnet_id, lease_type),
    INDEX lease6_by_hostname (hostname)
) ENGINE = InnoDB;

-- Kea prepares its statements for IPv4 in a DHCPv6 server too.
CREATE TABLE lease4 (
    address INT UNSIGNED NOT NULL PRIMARY KEY,
    hwaddr VARBINARY(20),
    client_id VARBINARY(255),
    valid_lifetime INT UNSIGNED,
    expire TIMESTAMP NULL,
    subnet_id INT UNSIGNED,
    fqdn_fwd TINYINT(1),
    fqdn_rev TINYINT(1),
    hostname VARCHAR(255),
    state INT UNSIGNED DEFAULT 0,
    user_context TEXT,
    FOREIGN KEY (state) REFERENCES lease_state (state)
) ENGINE = InnoDB;

CREATE VIEW lease6_stat AS
    SELECT subnet_id, lease_type, state, COUNT(*) AS leases
    FROM lease6
    WHERE state IN (0, 1)
    GROUP BY subnet_id, lease_type, state;

CREATE VIEW lease4_stat AS
    SELECT subnet_id, state, COUNT(*) AS leases
    FROM lease4
    WHERE state IN (0, 1)
    GROUP BY subnet_id, state;

-- Limits by client class need the triggers of a complete schema: they are said to be unsupported, and
-- whoever asks all the same is refused.

CREATE TABLE lease6_stat_by_client_class (
    client_class VARCHAR(128),
    lease_type TINYINT,
    leases BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (client_class, lease_type),
    FOREIGN KEY (lease_type) REFERENCES lease6_types (lease_type)
) ENGINE = InnoDB;

CREATE TABLE lease4_stat_by_client_class (
    client_class VARCHAR(128) PRIMARY KEY,
    leases BIGINT UNSIGNED NOT NULL
) ENGINE = InnoDB;

CREATE FUNCTION isJsonSupported() RETURNS BOOLEAN
    DETERMINISTIC NO SQL RETURN FALSE;

CREATE FUNCTION checkLease6Limits(user_context TEXT) RETURNS TEXT
    DETERMINISTIC NO SQL RETURN 'this database has no limits';

CREATE FUNCTION checkLease4Limits(user_context TEXT) RETURNS TEXT
    DETERMINISTIC NO SQL RETURN 'this database has no limits';

INSERT INTO schema_version (version, minor) VALUES (14, 0);
