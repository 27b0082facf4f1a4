package io.tandem6.server.boot;

import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import java.util.List;

/**
 * What the server is started with.
 *
 * @param options the command line
 * @param file where the configuration came from
 * @param config the configuration
 * @param warnings what it does not do
 */
record Launch(
        LaunchOptions.Serve options,
        ConfigurationFile file,
        ServerConfig config,
        List<Problem> warnings) {}
