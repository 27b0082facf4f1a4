package io.tandem6.server.sql;

import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Runs what is to be said to the database, again if it collides with what another server says.
 *
 * @param access the way to the database
 * @param lost hears why the database is out of reach
 */
record Sessions(LeaseDatabaseAccess access, Consumer<String> lost) {
    /** How often a transaction that collided with another is repeated. */
    private static final int COLLISIONS_MAX = 10;

    /** What is done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T run(LeaseSession session) throws SQLException;
    }

    /** What came of it. */
    sealed interface Result<T> {
        /** It worked. */
        record Done<T>(T value) implements Result<T> {}

        /**
         * It did not.
         *
         * @param lost is the database out of reach
         */
        record Failed<T>(String reason, boolean lost) implements Result<T> {}
    }

    <T> Result<T> run(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (LeaseDatabaseAccess.Open open = access.open()) {
                try {
                    return new Result.Done<>(work.run(open.session()));
                } catch (SQLException e) {
                    switch (SqlFailure.of(e)) {
                        case COLLISION -> {
                            if (attempt == COLLISIONS_MAX) {
                                throw e;
                            }
                        }
                        case LOST -> {
                            access.distrust(open.connection());
                            throw e;
                        }
                        case REFUSED -> throw e;
                    }
                }
            } catch (SQLException e) {
                String reason = DatabaseException.text(e);
                boolean outOfReach = SqlFailure.of(e) == SqlFailure.LOST;
                if (outOfReach) {
                    lost.accept(reason);
                }
                return new Result.Failed<>(reason, outOfReach);
            }
        }
    }
}
