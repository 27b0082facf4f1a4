package io.tandem6.server.sql;

import io.tandem6.config.Location;
import io.tandem6.config.TlsFiles;
import io.tandem6.config.TlsFiles.FileName;
import io.tandem6.runtime.TlsContext;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * Shows the database the server's certificate. PostgreSQL's driver makes one for each connection,
 * by the name of this class; its own way reads only some of the forms that a key may have.
 */
public final class PostgresTls extends WrappedFactory {
    private static final Location KEYS = new Location("lease-database", 1, 1);

    /**
     * Reads the files.
     *
     * @param properties the driver's: {@code sslrootcert}, {@code sslcert} and {@code sslkey}
     * @throws GeneralSecurityException if a file cannot be used, naming it
     */
    public PostgresTls(Properties properties) throws GeneralSecurityException {
        factory =
                factory(
                        properties.getProperty("sslrootcert"),
                        properties.getProperty("sslcert"),
                        properties.getProperty("sslkey"));
    }

    private static SSLSocketFactory factory(String trustAnchor, String certFile, String keyFile)
            throws GeneralSecurityException {
        TlsFiles files = new TlsFiles(file(trustAnchor), file(certFile), file(keyFile));
        return switch (TlsContext.load(files, Instant.now())) {
            case TlsContext.Loaded.Usable(SSLContext context) -> context.getSocketFactory();
            case TlsContext.Loaded.Unusable unusable ->
                    throw new GeneralSecurityException(unusable.problem().message());
        };
    }

    private static FileName file(String path) {
        return new FileName(path, KEYS);
    }
}
