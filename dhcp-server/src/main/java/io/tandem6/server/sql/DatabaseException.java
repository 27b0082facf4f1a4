package io.tandem6.server.sql;

import java.lang.reflect.InvocationTargetException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** A database cannot be used; the message is a sentence for the operator. */
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, SQLException cause) {
        super(message + ": " + text(cause), cause);
    }

    /** What the database itself said, in one line, without the statement and its values. */
    static String text(SQLException failure) {
        SQLException said = failure;
        while (said instanceof BatchUpdateException && said.getNextException() != null) {
            said = said.getNextException();
        }
        if (said instanceof SQLTransientException
                && said.getCause() instanceof SQLException cause) {
            said = cause;
        }
        if (said.getCause() instanceof InvocationTargetException made) {
            return String.valueOf(made.getTargetException().getMessage());
        }
        return String.valueOf(said.getMessage()).lines().findFirst().orElse("");
    }
}
