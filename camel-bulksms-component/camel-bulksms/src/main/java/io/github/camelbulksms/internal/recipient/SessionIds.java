package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.model.Recipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a session ID for each recipient that has none: {@value #LENGTH} letters and digits, a pure function of campaign, run and
 * number, so that a process that goes on with a run makes the same ones.
 *
 * <p>The first {@value #RUN_KEY_LENGTH} name the run: the journal finds it by them. The others are one block of AES: 64 zero bits and
 * the number, encrypted with a key that campaign and run make. That is a permutation, so no two numbers of a run share an ID, and it
 * can be turned back; the zero bits tell an ID of this run from any other text. Not thread-safe.
 */
public final class SessionIds {

    /** Characters of a session ID; the provider allows 64. */
    public static final int LENGTH = 32;

    private static final int RUN_KEY_LENGTH = 6;
    private static final int BITS_OF_CHARACTER = 5;
    private static final int BLOCK = 16;
    private static final byte[] BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    private final SecretKeySpec key;
    private final int runKey;
    private Cipher encryption;
    private final byte[] plain = new byte[BLOCK];
    private final byte[] encrypted = new byte[BLOCK];

    public SessionIds(String campaign, String run) {
        MessageDigest digest = sha256();
        digest.update(lengthPrefixed(campaign));
        byte[] hash = digest.digest(lengthPrefixed(run));
        key = new SecretKeySpec(hash, 0, BLOCK, "AES");
        runKey = ByteBuffer.wrap(hash).getInt(BLOCK) >>> Integer.SIZE - RUN_KEY_LENGTH * BITS_OF_CHARACTER;
    }

    /** What names the run in each of its session IDs: 30 bits, so two runs may share it. */
    public int runKey() {
        return runKey;
    }

    /** What names the run in a session ID; empty when it is certainly none of those that are made here. */
    public static OptionalLong runKey(String sessionId) {
        if (!hasForm(sessionId)) {
            return OptionalLong.empty();
        }
        long runKey = 0;
        for (int i = 0; i < RUN_KEY_LENGTH; i++) {
            runKey = runKey << BITS_OF_CHARACTER | VALUES[sessionId.charAt(i)];
        }
        return OptionalLong.of(runKey);
    }

    /** The 20 bytes that a session ID of that form stands for; null for any other text. */
    public static byte[] pack(String sessionId) {
        if (!hasForm(sessionId)) {
            return null;
        }
        byte[] packed = new byte[LENGTH * BITS_OF_CHARACTER / Byte.SIZE];
        for (int i = 0; i < packed.length * Byte.SIZE; i++) {
            int value = VALUES[sessionId.charAt(i / BITS_OF_CHARACTER)];
            int bit = value >>> BITS_OF_CHARACTER - 1 - i % BITS_OF_CHARACTER & 1;
            packed[i / Byte.SIZE] |= (byte) (bit << Byte.SIZE - 1 - i % Byte.SIZE);
        }
        return packed;
    }

    /** The session ID that bytes stand for. */
    public static String unpack(byte[] packed) {
        byte[] text = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int value = 0;
            for (int bit = i * BITS_OF_CHARACTER; bit < (i + 1) * BITS_OF_CHARACTER; bit++) {
                value = value << 1 | packed[bit / Byte.SIZE] >>> Byte.SIZE - 1 - bit % Byte.SIZE & 1;
            }
            text[i] = BASE_32[value];
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    public String of(String phoneNumber) {
        byte[] sessionId = new byte[LENGTH];
        write(Long.parseLong(phoneNumber), sessionId, 0);
        return new String(sessionId, StandardCharsets.US_ASCII);
    }

    /**
     * Writes a session ID as ASCII.
     *
     * @param phoneNumber the digits as a number
     * @param into the session ID goes here, from {@code at}
     */
    public void write(long phoneNumber, byte[] into, int at) {
        for (int i = 0; i < Long.BYTES; i++) {
            plain[BLOCK - 1 - i] = (byte) (phoneNumber >>> i * Byte.SIZE);
        }
        if (encryption == null) {
            // many lists bring their own session IDs
            encryption = cipher(Cipher.ENCRYPT_MODE);
        }
        try {
            // update, as doFinal would start anew each time
            if (encryption.update(plain, 0, BLOCK, encrypted) != BLOCK) {
                throw new IllegalStateException("the AES provider holds a block back: expected one that does not");
            }
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a block fits into a block", e);
        }
        for (int i = 0; i < RUN_KEY_LENGTH; i++) {
            into[at + i] = BASE_32[runKey >>> (RUN_KEY_LENGTH - 1 - i) * BITS_OF_CHARACTER & 31];
        }
        int to = at + RUN_KEY_LENGTH;
        int bits = 0;
        int held = 0;
        for (byte one : encrypted) {
            bits = bits << Byte.SIZE | one & 0xFF;
            held += Byte.SIZE;
            while (held >= BITS_OF_CHARACTER) {
                held -= BITS_OF_CHARACTER;
                into[to++] = BASE_32[bits >>> held & 31];
            }
        }
        into[to] = BASE_32[bits << BITS_OF_CHARACTER - held & 31];
    }

    /** The number of the recipient whose session ID it is; empty when it is none of this run's. */
    public OptionalLong phoneNumber(String sessionId) {
        OptionalLong theirs = runKey(sessionId);
        if (theirs.isEmpty() || theirs.getAsLong() != runKey) {
            return OptionalLong.empty();
        }
        ByteBuffer block = ByteBuffer.wrap(decrypt(sessionId));
        long zeros = block.getLong();
        long phoneNumber = block.getLong();
        // compared as a whole: the last character has bits that no block fills
        return zeros == 0
                        && isOfRecipient(phoneNumber)
                        && of(Long.toString(phoneNumber)).equals(sessionId)
                ? OptionalLong.of(phoneNumber)
                : OptionalLong.empty();
    }

    /** Names are no secret: anybody can make an ID of any number. */
    private static boolean isOfRecipient(long phoneNumber) {
        int digits = phoneNumber <= 0 ? 0 : Long.toString(phoneNumber).length();
        return digits >= Recipient.MIN_DIGITS && digits <= Recipient.MAX_DIGITS;
    }

    private byte[] decrypt(String sessionId) {
        byte[] block = new byte[BLOCK];
        int at = 0;
        int bits = 0;
        int held = 0;
        for (int i = RUN_KEY_LENGTH; i < LENGTH; i++) {
            bits = bits << BITS_OF_CHARACTER | VALUES[sessionId.charAt(i)];
            held += BITS_OF_CHARACTER;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                block[at++] = (byte) (bits >>> held);
            }
        }
        try {
            return cipher(Cipher.DECRYPT_MODE).doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block can be decrypted", e);
        }
    }

    private static boolean hasForm(String sessionId) {
        return sessionId != null
                && sessionId.length() == LENGTH
                && sessionId.chars().allMatch(c -> c < VALUES.length && VALUES[c] >= 0);
    }

    /** Each block by itself, which is what makes a permutation of numbers. */
    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private static byte[] values() {
        byte[] values = new byte[Byte.MAX_VALUE + 1];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < BASE_32.length; i++) {
            values[BASE_32[i]] = (byte) i;
        }
        return values;
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
