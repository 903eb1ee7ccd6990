package io.github.camelbulksms.internal.journal.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The journal's own key: what remains of people who were erased is an HMAC with it. Not thread-safe. */
final class ErasureKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final byte NUMBER = 'n';
    private static final byte SESSION_ID = 's';

    private final Mac mac;

    private ErasureKey(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The key of this journal, which is made when it is first asked for. */
    static ErasureKey of(Session session) throws SQLException {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        session.update("UPDATE bulksms_schema SET erasure_key = ? WHERE erasure_key IS NULL", (Object) made);
        return new ErasureKey(session.first(row -> row.getBytes(1), "SELECT erasure_key FROM bulksms_schema")
                .orElseThrow());
    }

    /** Of a phone number. */
    byte[] digest(long phoneNumber) {
        mac.update(NUMBER);
        return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(phoneNumber).array());
    }

    /** Of a session ID. */
    byte[] digest(String sessionId) {
        mac.update(SESSION_ID);
        return mac.doFinal(sessionId.getBytes(StandardCharsets.UTF_8));
    }
}
