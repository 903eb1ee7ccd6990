package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts the file of an embedded H2 while it is in use. Every durable commit writes a new chunk, of pages most of which soon are
 * replaced; H2 rewrites such chunks in the thread that delays commits, and without delay ({@code WRITE_DELAY 0}) it has none. Thread-safe.
 */
final class H2Compaction implements FileUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(H2Compaction.class);
    private static final int LOOKS_EVERY = 50;
    private static final long MAX_GARBAGE = 16 << 20;
    /** So much of what is in use may be garbage beyond that. */
    private static final int GARBAGE_PER_CENT = 10;

    private static final int MAX_MILLIS = 100;

    private final AtomicInteger sessions = new AtomicInteger();
    private volatile boolean unavailable;

    @Override
    public void after(Session session) throws SQLException {
        if (unavailable || sessions.incrementAndGet() % LOOKS_EVERY != 0) {
            return;
        }
        try {
            compactIfNeeded(session);
        } catch (LinkageError | ClassCastException e) {
            // the driver's classes are another loader's, or of a version that is made otherwise
            unavailable = true;
            LOG.warn(
                    "the file of the journal's H2 cannot be compacted from here, and grows until the database is closed: {}",
                    e.toString());
        }
    }

    private void compactIfNeeded(Session session) throws SQLException {
        Optional<H2Store> found = H2Store.of(session.connection());
        FileStore<?> file = found.map(H2Store::file).orElse(null);
        if (file == null) {
            unavailable = true;
            return;
        }
        long used = file.size() / 100 * file.getChunksFillRate();
        if (file.size() > MAX_GARBAGE + used / 100 * (100 + GARBAGE_PER_CENT)) {
            compact(found.get().store(), file);
        }
    }

    /** What is replaced is freed at once, as its replacement is on the disk by then; from then on again only after a while. */
    private synchronized void compact(MVStore store, FileStore<?> file) {
        int retention = file.getRetentionTime();
        store.sync();
        try {
            store.compactFile(MAX_MILLIS);
        } finally {
            store.setRetentionTime(retention);
        }
    }
}
