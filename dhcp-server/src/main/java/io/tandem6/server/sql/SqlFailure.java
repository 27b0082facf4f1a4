package io.tandem6.server.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** What a failure of a statement means. */
enum SqlFailure {
    /** Another transaction was in the way; the same again may succeed. */
    COLLISION,
    /** The database is out of reach, or takes no changes any more. */
    LOST,
    /** It was reached and refused, perhaps one change of many. */
    REFUSED;

    static SqlFailure of(SQLException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                SqlFailure kind = kind(sql);
                if (kind != REFUSED) {
                    return kind;
                }
            }
        }
        return REFUSED;
    }

    private static SqlFailure kind(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        // Serialization failure, deadlock; MySQL's deadlock and lock wait timeout.
        if (state.startsWith("40")
                || failure.getErrorCode() == 1213
                || failure.getErrorCode() == 1205) {
            return COLLISION;
        }
        // Connection, operator intervention; read-only transaction: no primary any more.
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("25006")
                || failure.getErrorCode() == 1290
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException) {
            return LOST;
        }
        return REFUSED;
    }
}
