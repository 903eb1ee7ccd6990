package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;

/** Keeps a database's files from growing, where the database does not do so by itself. Thread-safe. */
@FunctionalInterface
interface FileUpkeep {

    /** The database sees to that itself. */
    FileUpkeep NONE = session -> {};

    /** Is called after each session, and mostly does nothing. */
    void after(Session session) throws SQLException;
}
