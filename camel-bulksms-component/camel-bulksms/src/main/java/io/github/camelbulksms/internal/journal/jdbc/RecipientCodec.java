package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The recipients of an attempt as bytes: 9 for each, and its session ID unless that was generated. Not thread-safe. */
final class RecipientCodec {

    private static final byte NONE = 0;
    private static final byte GENERATED = 1;
    private static final byte GIVEN = 2;
    private static final int MAX_BYTES_BESIDE_SESSION_ID = Long.BYTES + 1 + Short.BYTES;

    private final SessionIds sessionIds;
    private final byte[] generated = new byte[SessionIds.LENGTH];

    RecipientCodec(RunKey key) {
        sessionIds = new SessionIds(key.campaign(), key.run());
    }

    byte[] encode(RecipientBatch recipients) {
        int max = MAX_BYTES_BESIDE_SESSION_ID * recipients.size()
                + (recipients.isEmpty() ? 0 : recipients.end(recipients.size() - 1));
        ByteBuffer out = ByteBuffer.allocate(max);
        for (int i = 0; i < recipients.size(); i++) {
            out.putLong(recipients.phoneNumber(i));
            if (!recipients.hasSessionId(i)) {
                out.put(NONE);
            } else if (recipients.isSessionIdGenerated(i) || isGenerated(recipients, i)) {
                out.put(GENERATED);
            } else {
                int start = recipients.digitsEnd(i) + 1;
                int length = recipients.end(i) - start;
                out.put(GIVEN).putShort((short) length).put(recipients.bytes(), start, length);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    RecipientBatch decode(byte[] encoded) {
        RecipientBatch recipients = new RecipientBatch();
        ValidEntry entry = new ValidEntry();
        ByteBuffer in = ByteBuffer.wrap(encoded);
        while (in.hasRemaining()) {
            long phoneNumber = in.getLong();
            byte[] digits = Long.toString(phoneNumber).getBytes(StandardCharsets.US_ASCII);
            byte form = in.get();
            int length =
                    switch (form) {
                        case NONE -> 0;
                        case GENERATED -> 1 + SessionIds.LENGTH;
                        default -> 1 + in.getShort();
                    };
            byte[] bytes = Arrays.copyOf(digits, digits.length + length);
            entry.set(0, phoneNumber, bytes, 0, digits.length, bytes.length);
            if (form == GENERATED) {
                sessionIds.write(phoneNumber, bytes, digits.length + 1);
                entry.markSessionIdGenerated();
            } else if (form == GIVEN) {
                in.get(bytes, digits.length + 1, length - 1);
            }
            recipients.append(entry);
        }
        return recipients;
    }

    /** In parts from a queue, generated session IDs look like given ones. */
    private boolean isGenerated(RecipientBatch recipients, int index) {
        int start = recipients.digitsEnd(index) + 1;
        int end = recipients.end(index);
        if (end - start != SessionIds.LENGTH) {
            return false;
        }
        sessionIds.write(recipients.phoneNumber(index), generated, 0);
        return Arrays.equals(recipients.bytes(), start, end, generated, 0, SessionIds.LENGTH);
    }
}
