package io.github.camelbulksms.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The session IDs of a request's recipients in one array of bytes, as a million strings would take four times the room. */
final class SessionIds {

    private final byte[] bytes;
    private final int[] ends;

    SessionIds(List<BulkRequest.Addressee> addressees) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ends = new int[addressees.size()];
        for (int i = 0; i < ends.length; i++) {
            String sessionId = addressees.get(i).sessionId();
            if (sessionId != null) {
                all.writeBytes(sessionId.getBytes(StandardCharsets.UTF_8));
            }
            ends[i] = all.size();
        }
        bytes = all.toByteArray();
    }

    /** Null where the recipient had none. */
    String get(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        // the form allows no empty session ID
        return start == ends[index] ? null : new String(bytes, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.length + Integer.BYTES * ends.length;
    }
}
