package io.github.camelbulksms.recipient;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a session ID for each recipient that has none: 32 hex digits, a pure function of campaign, run and number, so that
 * whoever goes on with a run makes the same ones. Not thread-safe.
 */
public final class SessionIds {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int BYTES = 16;

    private final MessageDigest digest = sha256();
    private final byte[] prefix;

    public SessionIds(String campaign, String run) {
        byte[] first = lengthPrefixed(campaign);
        byte[] second = lengthPrefixed(run);
        prefix = ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    public String of(String phoneNumber) {
        digest.update(prefix);
        digest.update(lengthPrefixed(phoneNumber));
        return HEX.formatHex(digest.digest(), 0, BYTES);
    }

    // without the lengths, campaign "a" with run "bc" would be campaign "ab" with run "c"
    private static byte[] lengthPrefixed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
