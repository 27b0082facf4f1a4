package io.tandem6.server.boot;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TlsFiles;
import io.tandem6.runtime.TlsContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The TLS files with which this server speaks to its peers, loaded.
 *
 * @param contexts by the files that they were made of
 * @param problems files that cannot be used
 */
record PeerIdentities(Map<TlsFiles, SSLContext> contexts, List<Problem> problems) {
    /** Of a server that speaks to nobody over TLS. */
    static final PeerIdentities NONE = new PeerIdentities(Map.of(), List.of());

    /** Reads the files of all other servers; this server's own are the control agent's. */
    static PeerIdentities load(ServerConfig config, Instant now) {
        Map<TlsFiles, SSLContext> contexts = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (HaSettings relationship : config.highAvailability()) {
            for (Peer peer : relationship.peers()) {
                if (!peer.equals(relationship.self())) {
                    peer.tls()
                            .filter(files -> !contexts.containsKey(files))
                            .ifPresent(files -> load(files, now, contexts, problems));
                }
            }
        }
        return new PeerIdentities(Map.copyOf(contexts), List.copyOf(problems));
    }

    private static void load(
            TlsFiles files,
            Instant now,
            Map<TlsFiles, SSLContext> contexts,
            List<Problem> problems) {
        switch (TlsContext.load(files, now)) {
            case TlsContext.Loaded.Usable(SSLContext context) -> contexts.put(files, context);
            case TlsContext.Loaded.Unusable(Problem problem) -> problems.add(problem);
        }
    }

    /**
     * The contexts.
     *
     * @throws StartupException if a file cannot be used
     */
    Map<TlsFiles, SSLContext> orThrow() {
        if (!problems.isEmpty()) {
            throw new StartupException(
                    problems.stream()
                            .distinct()
                            .map(Problem::toString)
                            .collect(Collectors.joining("; ")));
        }
        return contexts;
    }
}
