package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.Recipients;
import io.github.camelbulksms.recipient.SessionIds;
import io.github.camelbulksms.recipient.ValidEntry;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The recipients of an attempt as bytes: 9 for each, and its session ID unless that was generated. Not thread-safe. */
final class RecipientCodec {

    private static final byte NONE = 0;
    private static final byte GENERATED = 1;
    private static final byte GIVEN = 2;
    private static final int BYTES_WITHOUT_SESSION_ID = Long.BYTES + 1;

    private final SessionIds sessionIds;
    private final byte[] generated = new byte[SessionIds.LENGTH];

    RecipientCodec(RunKey key) {
        sessionIds = new SessionIds(key.campaign(), key.run());
    }

    byte[] encode(Recipients recipients) {
        int most = (BYTES_WITHOUT_SESSION_ID + Short.BYTES) * recipients.size()
                + (recipients.isEmpty() ? 0 : recipients.endOf(recipients.size() - 1));
        ByteBuffer out = ByteBuffer.allocate(most);
        for (int i = 0; i < recipients.size(); i++) {
            int start = recipients.startOf(i);
            int length = recipients.endOf(i) - start;
            out.putLong(recipients.phoneNumber(i));
            if (length == 0) {
                out.put(NONE);
            } else if (recipients.isSessionIdGenerated(i) || isGenerated(recipients, i)) {
                out.put(GENERATED);
            } else {
                out.put(GIVEN).putShort((short) length).put(recipients.sessionIds(), start, length);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    Recipients decode(byte[] bytes) {
        Recipients recipients = new Recipients();
        ValidEntry entry = new ValidEntry();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            long phoneNumber = in.getLong();
            switch (in.get()) {
                case NONE -> entry.set(0, phoneNumber, bytes, 0, 0);
                case GENERATED -> {
                    sessionIds.write(phoneNumber, generated);
                    entry.generated(0, phoneNumber, generated);
                }
                default -> {
                    int length = in.getShort();
                    entry.set(0, phoneNumber, bytes, in.position(), in.position() + length);
                    in.position(in.position() + length);
                }
            }
            recipients.append(entry);
        }
        return recipients;
    }

    /** Parts that came through a queue bring the generated IDs as given ones. */
    private boolean isGenerated(Recipients recipients, int index) {
        int start = recipients.startOf(index);
        int end = recipients.endOf(index);
        if (end - start != SessionIds.LENGTH) {
            return false;
        }
        sessionIds.write(recipients.phoneNumber(index), generated);
        return Arrays.equals(recipients.sessionIds(), start, end, generated, 0, SessionIds.LENGTH);
    }
}
