package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.SessionIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The recipients of an attempt as bytes: 9 for each, and its session ID unless that was generated. Not thread-safe. */
final class RecipientCodec {

    private static final int NONE = 0;
    private static final int GENERATED = 1;
    private static final int GIVEN = 2;

    private final SessionIds sessionIds;

    RecipientCodec(RunKey key) {
        sessionIds = new SessionIds(key.campaign(), key.run());
    }

    byte[] encode(List<Recipient> recipients) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(10 * recipients.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Recipient recipient : recipients) {
                out.writeLong(Long.parseLong(recipient.phoneNumber()));
                if (recipient.sessionId() == null) {
                    out.writeByte(NONE);
                } else if (recipient.sessionId().equals(sessionIds.of(recipient.phoneNumber()))) {
                    out.writeByte(GENERATED);
                } else {
                    out.writeByte(GIVEN);
                    out.writeUTF(recipient.sessionId());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    List<Recipient> decode(byte[] bytes) {
        List<Recipient> recipients = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                String phoneNumber = Long.toString(in.readLong());
                String sessionId =
                        switch (in.readByte()) {
                            case NONE -> null;
                            case GENERATED -> sessionIds.of(phoneNumber);
                            default -> in.readUTF();
                        };
                recipients.add(new Recipient(phoneNumber, sessionId));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recipients;
    }
}
