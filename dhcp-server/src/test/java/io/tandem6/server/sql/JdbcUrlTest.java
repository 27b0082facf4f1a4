package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.TextResolver;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kea's keys in the words of the drivers. */
class JdbcUrlTest {
    private static JdbcUrl url(String keys) {
        String text = "{ \"Dhcp6\": { \"lease-database\": { \"name\": \"kea\", " + keys + " } } }";
        LeaseDatabase database =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("test", text)
                        .config()
                        .orElseThrow()
                        .leaseDatabase();
        return JdbcUrl.of(Dialect.of(database.type()), database.database(), Optional.of("secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "type": "postgresql" | jdbc:postgresql://localhost:5432/kea
                    "type": "postgresql", "host": "" | jdbc:postgresql://localhost:5432/kea
                    "type": "postgresql", "host": "db", "port": 6000 | jdbc:postgresql://db:6000/kea
                    "type": "postgresql", "host": "2001:db8::1" | jdbc:postgresql://[2001:db8::1]:5432/kea
                    "type": "postgresql", "host": "a, b:1,c", "port": 7 | jdbc:postgresql://a:7,b:1,c:7/kea
                    "type": "mysql" | jdbc:mariadb://localhost:3306/kea
                    "type": "mysql", "host": "a,b" | jdbc:mariadb:sequential://a:3306,b:3306/kea
                    """)
    void hostsAndPorts(String keys, String expected) {
        JdbcUrl url = url(keys + ", \"user\": \"kea\"");
        assertThat(url.text()).isEqualTo(expected);
        assertThat(url.properties())
                .containsEntry("user", "kea")
                .containsEntry("password", "secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "type": "postgresql" | connectTimeout=5 socketTimeout=30 sslmode=disable targetServerType=primary
                    "type": "postgresql", "connect-timeout": 2, "tcp-user-timeout": 9 | connectTimeout=2 loginTimeout=2 socketTimeout=9
                    "type": "postgresql", "trust-anchor": "ca.pem" | sslmode=verify-ca sslrootcert=ca.pem
                    "type": "postgresql", "ssl-mode": "verify-full", "trust-anchor": "ca.pem", "cert-file": "c.pem", "key-file": "k.pem" | sslmode=verify-full sslrootcert=ca.pem sslcert=c.pem sslkey=k.pem sslfactory=io.tandem6.server.sql.PostgresTls
                    "type": "postgresql", "ssl-mode": "disable", "trust-anchor": "ca.pem" | sslmode=disable
                    "type": "mysql", "connect-timeout": 2 | connectTimeout=2000 socketTimeout=30000 useAffectedRows=true
                    "type": "mysql", "read-timeout": 7, "write-timeout": 3 | socketTimeout=7000
                    "type": "mysql", "trust-anchor": "ca.pem", "cipher-list": "A:B" | sslMode=verify-ca serverSslCert=ca.pem enabledSslCipherSuites=A,B
                    """)
    void timesAndProtection(String keys, String expected) {
        Map<String, String> wanted =
                Stream.of(expected.split(" "))
                        .map(pair -> pair.split("="))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(url(keys).properties()).containsAllEntriesOf(wanted);
    }

    @Test
    void withoutProtectionNoFileIsNamed() {
        assertThat(url("\"type\": \"postgresql\"").properties())
                .doesNotContainKeys("sslrootcert", "sslcert", "sslkey");
    }
}
