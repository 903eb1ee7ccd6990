package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;

/** The journal's promises do not hold in the database as it is; the message says what is missing, and what to do. */
public final class UnfitDatabaseException extends SQLException {

    private static final long serialVersionUID = 1;

    UnfitDatabaseException(String message) {
        super(message);
    }

    UnfitDatabaseException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
