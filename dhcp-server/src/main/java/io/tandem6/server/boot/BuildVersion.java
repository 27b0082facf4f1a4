package io.tandem6.server.boot;

import io.tandem6.server.admin.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into the jar. */
final class BuildVersion {
    private BuildVersion() {}

    static ServerVersion read() {
        Properties properties = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream("/application.properties")) {
            if (in == null) {
                throw new IllegalStateException("application.properties is not in the jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerVersion(
                properties.getProperty("info.application.version"),
                System.getProperty("java.runtime.name")
                        + " "
                        + System.getProperty("java.runtime.version"));
    }
}
