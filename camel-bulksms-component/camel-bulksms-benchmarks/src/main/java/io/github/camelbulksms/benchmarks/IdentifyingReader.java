package io.github.camelbulksms.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Gives every number of a list without session IDs one: half a SHA-256 of the run and the number. */
final class IdentifyingReader extends ListReader {

    private static final byte[] RUN = "sale:round".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 16;

    private final MessageDigest sha256;
    private final byte[] digest = new byte[32];

    IdentifyingReader(Path list) throws IOException {
        super(list);
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    void endLine(FormBytes form, int start) {
        sha256.update(RUN);
        sha256.update(form.bytes, start, form.length - start);
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        form.append(FormBytes.COLON);
        byte[] to = form.bytes;
        int length = form.length;
        for (int i = 0; i < ID_BYTES; i++) {
            to[length++] = HEX[digest[i] >> 4 & 0xF];
            to[length++] = HEX[digest[i] & 0xF];
        }
        form.length = length;
    }
}
