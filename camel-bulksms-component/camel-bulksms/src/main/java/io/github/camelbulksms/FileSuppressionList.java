package io.github.camelbulksms;

import io.github.camelbulksms.internal.compliance.SuppressionFile;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.BitSet;

/**
 * A suppression list in a file that others write: UTF-8, a number with country code on each line, and behind a comma, where it is
 * suppressed in one campaign only, that campaign. A first line without digits is a header line. The file is read again when it has
 * changed; a new one should be moved to its place as a whole. Where it is missing, or has a line that is no number, nothing is sent.
 * Ten million numbers take some 14 bytes each. Thread-safe.
 */
public final class FileSuppressionList implements SuppressionList {

    private final SuppressionFile file;

    /**
     * @param path need not exist before the first batch is sent
     */
    public FileSuppressionList(String path) {
        this(Path.of(path));
    }

    /**
     * @param path need not exist before the first batch is sent
     */
    public FileSuppressionList(Path path) {
        file = new SuppressionFile(path, InstantSource.system());
    }

    @Override
    public BitSet suppressed(String campaign, long[] phoneNumbers) throws IOException {
        return file.suppressed(campaign, phoneNumbers);
    }

    /**
     * How many numbers it holds; a number counts once in each scope.
     *
     * @throws IOException when it cannot be read
     */
    public long size() throws IOException {
        return file.size();
    }
}
