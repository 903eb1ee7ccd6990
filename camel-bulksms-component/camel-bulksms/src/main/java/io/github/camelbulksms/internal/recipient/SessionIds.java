package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes a session ID for each recipient that has none: 32 hex digits, a pure function of campaign, run and number, so that
 * a process that goes on with a run makes the same ones. Not thread-safe.
 */
public final class SessionIds {

    /** Characters of a session ID. */
    public static final int LENGTH = 32;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest = sha256();
    private final byte[] hash = new byte[digest.getDigestLength()];
    private final byte[] input;
    private final int prefix;

    public SessionIds(String campaign, String run) {
        byte[] first = lengthPrefixed(campaign);
        byte[] second = lengthPrefixed(run);
        prefix = first.length + second.length;
        input = ByteBuffer.allocate(prefix + Integer.BYTES + PhoneNumberReader.MAX_DIGITS)
                .put(first)
                .put(second)
                .array();
    }

    public String of(String phoneNumber) {
        byte[] digits = phoneNumber.getBytes(StandardCharsets.US_ASCII);
        byte[] sessionId = new byte[LENGTH];
        write(digits, 0, digits.length, sessionId, 0);
        return new String(sessionId, StandardCharsets.US_ASCII);
    }

    /**
     * Writes a session ID as ASCII.
     *
     * @param bytes hold the digits of the number from {@code start} to {@code end}
     * @param into the session ID goes here, from {@code at}
     */
    public void write(byte[] bytes, int start, int end, byte[] into, int at) {
        int digits = end - start;
        System.arraycopy(bytes, start, input, prefix + Integer.BYTES, digits);
        input[prefix + Integer.BYTES - 1] = (byte) digits;
        digest.update(input, 0, prefix + Integer.BYTES + digits);
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash fits into " + hash.length + " bytes", e);
        }
        for (int i = 0; i < LENGTH / 2; i++) {
            into[at + 2 * i] = HEX[hash[i] >> 4 & 0xF];
            into[at + 2 * i + 1] = HEX[hash[i] & 0xF];
        }
    }

    // without the lengths, campaign "a" with run "bc" would be campaign "ab" with run "c"
    private static byte[] lengthPrefixed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
