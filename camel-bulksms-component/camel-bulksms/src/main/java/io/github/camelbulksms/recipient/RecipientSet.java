package io.github.camelbulksms.recipient;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Recipients seen, a few bytes each; what makes two the same depends on {@link DuplicateRecipient}. Not thread-safe. */
public interface RecipientSet {

    /** An empty set in which two recipients are the same if one of them would be skipped as a duplicate. */
    static RecipientSet of(DuplicateRecipient duplicates) {
        return duplicates == DuplicateRecipient.skip ? new Numbers() : new NumbersWithSessionIds();
    }

    /** Whether the recipient was not there before. */
    boolean add(Recipient recipient);

    boolean contains(Recipient recipient);

    boolean isEmpty();

    /** By number. */
    final class Numbers implements RecipientSet {

        private final Roaring64Bitmap seen = new Roaring64Bitmap();

        @Override
        public boolean add(Recipient recipient) {
            long number = Long.parseLong(recipient.phoneNumber());
            boolean isNew = !seen.contains(number);
            seen.addLong(number);
            return isNew;
        }

        @Override
        public boolean contains(Recipient recipient) {
            return seen.contains(Long.parseLong(recipient.phoneNumber()));
        }

        @Override
        public boolean isEmpty() {
            return seen.isEmpty();
        }
    }

    /** By number and session ID; 64 bits of a digest stand for both: two of ten million meet once in 300,000 runs. */
    final class NumbersWithSessionIds implements RecipientSet {

        private final LongHashSet seen = new LongHashSet();
        private final MessageDigest digest = SessionIds.sha256();

        @Override
        public boolean add(Recipient recipient) {
            return seen.add(key(recipient));
        }

        @Override
        public boolean contains(Recipient recipient) {
            return seen.contains(key(recipient));
        }

        @Override
        public boolean isEmpty() {
            return seen.isEmpty();
        }

        private long key(Recipient recipient) {
            digest.update(recipient.phoneNumber().getBytes(StandardCharsets.UTF_8));
            if (recipient.sessionId() != null) {
                digest.update((byte) ',');
                digest.update(recipient.sessionId().getBytes(StandardCharsets.UTF_8));
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        }
    }
}
