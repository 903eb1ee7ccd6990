package io.github.camelbulksms.internal.recipient.set;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.security.MessageDigest;

/** Recipients seen, a few bytes each; what makes two the same depends on {@link DuplicateRecipient}. Not thread-safe, not even to ask. */
public sealed interface RecipientSet {

    /** An empty set in which two recipients are the same if one of them would be skipped as a duplicate. */
    static RecipientSet of(DuplicateRecipient duplicates) {
        return duplicates == DuplicateRecipient.skip ? new Numbers() : new NumbersWithSessionIds();
    }

    /** Whether the recipient was not there before. */
    boolean add(ValidEntry recipient);

    boolean contains(ValidEntry recipient);

    /** Whether the recipient was there. */
    boolean remove(ValidEntry recipient);

    void addAll(RecipientBatch recipients);

    /** Adds those of another set of the same kind. */
    void addAll(RecipientSet others);

    long size();

    /** By number. */
    final class Numbers implements RecipientSet {

        private final NumberSet numbers = new NumberSet();

        @Override
        public boolean add(ValidEntry recipient) {
            return numbers.add(recipient.phoneNumber());
        }

        @Override
        public boolean contains(ValidEntry recipient) {
            return numbers.contains(recipient.phoneNumber());
        }

        @Override
        public boolean remove(ValidEntry recipient) {
            return numbers.remove(recipient.phoneNumber());
        }

        @Override
        public void addAll(RecipientBatch recipients) {
            for (int i = 0; i < recipients.size(); i++) {
                numbers.add(recipients.phoneNumber(i));
            }
        }

        @Override
        public void addAll(RecipientSet others) {
            numbers.addAll(((Numbers) others).numbers);
        }

        @Override
        public long size() {
            return numbers.size();
        }
    }

    /** By number and session ID; 64 bits of a digest stand for both: two of ten million meet once in 300,000 runs. */
    final class NumbersWithSessionIds implements RecipientSet {

        private final LongHashSet digests = new LongHashSet();
        private final MessageDigest digest = SessionIds.sha256();

        @Override
        public boolean add(ValidEntry recipient) {
            return digests.add(key(recipient));
        }

        @Override
        public boolean contains(ValidEntry recipient) {
            return digests.contains(key(recipient));
        }

        @Override
        public boolean remove(ValidEntry recipient) {
            return digests.remove(key(recipient));
        }

        @Override
        public void addAll(RecipientBatch recipients) {
            for (int i = 0; i < recipients.size(); i++) {
                digests.add(key(recipients.bytes(), recipients.start(i), recipients.digitsEnd(i), recipients.end(i)));
            }
        }

        @Override
        public void addAll(RecipientSet others) {
            digests.addAll(((NumbersWithSessionIds) others).digests);
        }

        @Override
        public long size() {
            return digests.size();
        }

        private long key(ValidEntry recipient) {
            return key(recipient.bytes(), recipient.start(), recipient.digitsEnd(), recipient.end());
        }

        private long key(byte[] bytes, int start, int digitsEnd, int end) {
            digest.update(bytes, start, digitsEnd - start);
            if (digitsEnd < end) {
                digest.update((byte) ',');
                digest.update(bytes, digitsEnd + 1, end - digitsEnd - 1);
            }
            byte[] whole = digest.digest();
            long key = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                key = key << Byte.SIZE | whole[i] & 0xFF;
            }
            return key;
        }
    }
}
