package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem6.agent.command.Daemons;
import io.tandem6.agent.socket.DaemonAnswer.Answered;
import io.tandem6.agent.socket.DaemonAnswer.Failed;
import java.nio.file.Path;
import java.util.SortedMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up if every configured daemon answers; else tells which does not, and why. */
record DaemonsHealth(SortedMap<String, Path> sockets, Daemons daemons) implements HealthIndicator {
    private static final byte[] QUESTION = "{\"command\":\"version-get\"}".getBytes(UTF_8);

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        sockets.forEach(
                (service, socket) -> {
                    switch (daemons.ask(socket, QUESTION)) {
                        case Answered _ -> health.withDetail(service, "answers");
                        case Failed(var _, String detail) ->
                                health.down().withDetail(service, socket + ": " + detail);
                    }
                });
        return health.build();
    }
}
