package io.github.camelbulksms.internal.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in the temporary directory where this process spools recipients; only its owner can read it. A lock in it is held as long
 * as the process lives, so that another process recognises a folder left behind by a crash. Thread-safe.
 */
public final class SpoolFolder {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final String PREFIX = "bulksms-spool-";
    private static final String LOCK = "lock";
    /** Whatever class loader made the folder. The time tells processes of two containers apart that share a temporary directory. */
    private static final String OWN_PREFIX = PREFIX
            + ProcessHandle.current().pid() + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .orElse(Instant.EPOCH)
                    .toEpochMilli() + "-";

    /** Guarded by the class; null until something is spooled. */
    private static Path folder;
    /** Guarded by the class; kept, as the lock goes with it. */
    private static FileLock lock;

    private SpoolFolder() {}

    /**
     * A new file that only its owner can read.
     *
     * @throws IOException when it cannot be made
     */
    public static Path newFile(String suffix) throws IOException {
        return Files.createTempFile(folder(), "", suffix);
    }

    private static synchronized Path folder() throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            folder = makeFolder();
        }
        return folder;
    }

    private static Path makeFolder() throws IOException {
        Path made;
        do {
            made = Files.createTempDirectory(OWN_PREFIX);
            lock = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .lock();
            // another process may have taken it for abandoned while it was not yet locked
        } while (!Files.exists(made.resolve(LOCK)));
        return made;
    }

    /** Deletes folders of processes that ended without deleting them, by a crash for instance. Does not throw. */
    public static void deleteAbandoned() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path one : folders) {
                // closing a second channel to a file releases all locks of the process on it (see FileLock)
                boolean own = one.getFileName().toString().startsWith(OWN_PREFIX);
                // a link may lead anywhere: everybody can make one in a temporary directory
                if (!own && Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfAbandoned(one);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the temporary directory could not be searched for spool folders of ended processes", e);
        }
    }

    private static void deleteIfAbandoned(Path abandoned) {
        // a folder without a lock was made this moment, or is another user's
        try (FileChannel channel = FileChannel.open(abandoned.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                delete(abandoned);
                LOG.info("a spool folder of an ended process was deleted: {}", abandoned);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("{} is in use", abandoned, e);
        }
    }

    private static void delete(Path abandoned) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(abandoned)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(abandoned);
    }
}
