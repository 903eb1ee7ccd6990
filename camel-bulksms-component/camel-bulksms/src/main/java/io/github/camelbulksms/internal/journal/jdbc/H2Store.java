package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/** The store of an H2 that runs in this process, seen through the driver's classes. Thread-safe. */
final class H2Store {

    private final MVStore store;

    private H2Store(MVStore store) {
        this.store = store;
    }

    /**
     * Empty when the database runs in another process.
     *
     * @throws LinkageError, ClassCastException when the driver's classes are another loader's, or of a version that is made otherwise
     */
    static Optional<H2Store> of(Connection connection) throws SQLException {
        return session(connection)
                .map(session -> new H2Store(session.getDatabase().getStore().getMvStore()));
    }

    /** As {@link #of}. */
    static Optional<SessionLocal> session(Connection connection) throws SQLException {
        return connection.isWrapperFor(JdbcConnection.class)
                        && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local
                ? Optional.of(local)
                : Optional.empty();
    }

    /** Whether a commit returns when it is in the file, if there is a file. */
    boolean writesAtCommit() {
        return store.getFileStore() == null || store.getAutoCommitDelay() == 0;
    }

    MVStore store() {
        return store;
    }

    /** Null when the database is in memory, or read-only. */
    FileStore<?> file() {
        return store.isReadOnly() ? null : store.getFileStore();
    }
}
