package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.recipient.SessionIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An ID of a report as few bytes, which are the key of its row: there are millions.
 *
 * @param bytes the first tells the form; none for no ID
 */
record ReportId(byte[] bytes) {

    private static final byte TEXT = 0;
    private static final byte HEXADECIMAL = 1;
    private static final byte GENERATED = 2;
    /** What no ID of ours looks like: only whether it is the same is of interest. */
    private static final byte DIGEST = 3;

    private static final int MAX_TEXT = 250;
    private static final Pattern SIXTEEN_BYTES = Pattern.compile("[0-9A-F]{32}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /**
     * @param id null for none
     */
    static ReportId of(String id) {
        if (id == null) {
            return new ReportId(new byte[0]);
        }
        if (SIXTEEN_BYTES.matcher(id).matches()) {
            return tagged(HEXADECIMAL, HEX.parseHex(id));
        }
        byte[] packed = SessionIds.pack(id);
        if (packed != null) {
            return tagged(GENERATED, packed);
        }
        boolean fits =
                id.length() <= MAX_TEXT && StandardCharsets.UTF_8.newEncoder().canEncode(id);
        return fits
                ? tagged(TEXT, id.getBytes(StandardCharsets.UTF_8))
                : tagged(DIGEST, SessionIds.sha256().digest(id.getBytes(StandardCharsets.UTF_16BE)));
    }

    private static ReportId tagged(byte form, byte[] content) {
        return new ReportId(
                ByteBuffer.allocate(1 + content.length).put(form).put(content).array());
    }

    /** The ID; null for none, and for one that was kept as a digest. */
    String text() {
        if (bytes.length == 0 || bytes[0] == DIGEST) {
            return null;
        }
        byte[] content = Arrays.copyOfRange(bytes, 1, bytes.length);
        return switch (bytes[0]) {
            case HEXADECIMAL -> HEX.formatHex(content);
            case GENERATED -> SessionIds.unpack(content);
            default -> new String(content, StandardCharsets.UTF_8);
        };
    }
}
