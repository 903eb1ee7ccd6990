package io.github.camelbulksms.internal.recipient.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** The bytes of a file that must not change while it is read: another length or time, or another end, is an error. */
public final class WatchedFile extends FilterInputStream {

    private final Path path;
    private final State opened;
    // volatile: written by the reading thread alone, read by any that shows progress
    private volatile long read;

    private record State(long length, FileTime time) {}

    private WatchedFile(Path path, State opened) throws IOException {
        super(Files.newInputStream(path));
        this.path = path;
        this.opened = opened;
    }

    /**
     * @throws NoSuchFileException when there is no such file
     */
    public static WatchedFile open(Path path) throws IOException {
        try {
            return new WatchedFile(path, state(path));
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path + " with the recipients does not exist");
        }
    }

    /** How much of it was read, 0 to 1; NaN of an empty one. Other threads may ask. */
    public double fractionRead() {
        return (double) read / opened.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        read += Math.max(count, 0);
        check(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        throw new IOException("a list is read as a whole");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * @param count how many bytes were read at last; negative at the end
     */
    private void check(int count) throws IOException {
        State now;
        try {
            now = state(path);
        } catch (NoSuchFileException e) {
            throw new IOException("the file was removed while it was read: expected it to stay until the run ends", e);
        }
        if (!now.equals(opened) || (count < 0 ? read != opened.length() : read > opened.length())) {
            throw new IOException(
                    "the file was changed while it was read: expected one that is complete; file: waits for that"
                            + " with readLock=changed");
        }
    }

    private static State state(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new State(attributes.size(), attributes.lastModifiedTime());
    }
}
