package io.github.camelbulksms.recipient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Passes every recipient on once; each further time it is a duplicate. */
final class DistinctSource implements RecipientSource {

    private final RecipientSource source;
    private final Memory memory;

    DistinctSource(RecipientSource source, DuplicateRecipient duplicates) {
        this.source = source;
        memory = duplicates == DuplicateRecipient.skip ? new Numbers() : new NumbersWithSessionIds();
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        return entry instanceof Entry.Valid valid && !memory.addIfNew(valid.recipient())
                ? new Entry.Duplicate(valid.position())
                : entry;
    }

    @Override
    public String header() {
        return source.header();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Who was seen. */
    private interface Memory {

        boolean addIfNew(Recipient recipient);
    }

    private static final class Numbers implements Memory {

        private final Roaring64Bitmap seen = new Roaring64Bitmap();

        @Override
        public boolean addIfNew(Recipient recipient) {
            long number = Long.parseLong(recipient.phoneNumber());
            boolean isNew = !seen.contains(number);
            seen.addLong(number);
            return isNew;
        }
    }

    /** Sixty-four bits of a digest stand for number and session ID: two of ten million meet by chance once in 300,000 runs. */
    private static final class NumbersWithSessionIds implements Memory {

        private final LongHashSet seen = new LongHashSet();
        private final MessageDigest digest = SessionIds.sha256();

        @Override
        public boolean addIfNew(Recipient recipient) {
            digest.update(recipient.phoneNumber().getBytes(StandardCharsets.UTF_8));
            if (recipient.sessionId() != null) {
                digest.update((byte) ',');
                digest.update(recipient.sessionId().getBytes(StandardCharsets.UTF_8));
            }
            return seen.add(ByteBuffer.wrap(digest.digest()).getLong());
        }
    }
}
