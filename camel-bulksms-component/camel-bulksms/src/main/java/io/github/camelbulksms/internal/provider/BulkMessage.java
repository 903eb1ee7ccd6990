package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.model.UseCaseCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is sent, the same for every recipient of a run.
 *
 * @param template the text of the message, never blank
 * @param ucid the use case code, or null
 * @param senderId the phone number that the messages are sent from, or null
 * @param sessionId the caller's own ID for a whole request, or null
 */
public record BulkMessage(String template, UseCaseCode ucid, String senderId, String sessionId) {

    /**
     * @throws IllegalArgumentException when a field cannot be sent; the message names it
     */
    public BulkMessage {
        // a byte order mark comes along when the text was read from a file
        template = template != null && template.startsWith("\uFEFF") ? template.substring(1) : template;
        checkText("template", template);
        if (senderId != null) {
            checkText("senderId", senderId);
        }
        if (sessionId != null) {
            checkText("sessionId", sessionId);
        }
    }

    /** Tells texts apart without keeping them: hex digits, the same for the same template, ucid and sender. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field :
                    new String[] {template, ucid == null ? "" : ucid.name(), senderId == null ? "" : senderId}) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void checkText(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + " is empty: expected a text");
        }
        int unreadable = text.indexOf('\uFFFD');
        if (unreadable >= 0) {
            throw new IllegalArgumentException(field + " holds " + Segments.place(text, unreadable)
                    + ", which stands for what could not be read: expected the charset in which it was written, and for a % in"
                    + " an URI " + field + "=RAW(…)");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    field + " holds half of a surrogate pair: expected text that UTF-8 can carry");
        }
    }
}
