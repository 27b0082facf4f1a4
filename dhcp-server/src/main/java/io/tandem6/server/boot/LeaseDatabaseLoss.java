package io.tandem6.server.boot;

import io.tandem6.config.DatabaseAccess.OnFail;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.service.ServiceState;
import io.tandem6.server.sql.DatabaseWatcher;
import java.util.function.IntConsumer;

/**
 * What the server does about a lost lease database.
 *
 * @param onFail what the configuration wants
 * @param loop the server's
 * @param node whose service is switched off and on
 * @param exit ends the process with a status
 */
record LeaseDatabaseLoss(OnFail onFail, EventLoop loop, ServerNode node, IntConsumer exit)
        implements DatabaseWatcher {
    private static final int FAILED = 1;

    @Override
    public void lost() {
        if (onFail == OnFail.STOP_RETRY_EXIT) {
            loop.execute(() -> node.serve(ServiceState.DATABASE, false));
        }
    }

    @Override
    public void back() {
        loop.execute(() -> node.serve(ServiceState.DATABASE, true));
    }

    /** The store must not wait for itself. */
    @Override
    public void gaveUp() {
        Thread.ofPlatform().name("shutdown").start(() -> exit.accept(FAILED));
    }
}
