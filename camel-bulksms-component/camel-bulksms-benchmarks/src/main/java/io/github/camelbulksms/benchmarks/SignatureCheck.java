package io.github.camelbulksms.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a report, as everybody without the component has to check it. Thread-safe. */
final class SignatureCheck {

    private static final String ALGORITHM = "HmacSHA256";

    private final String prefix;
    /** Made once for each of the server's threads. */
    private final ThreadLocal<Mac> macs;

    SignatureCheck(Account account) {
        prefix = "TSA " + account.customerId() + ":";
        SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(account.apiKey()), ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of the header. */
    String authorization(byte[] body) {
        return prefix + Base64.getEncoder().encodeToString(macs.get().doFinal(body));
    }

    boolean isGenuine(byte[] body, String authorization) {
        return authorization != null
                && MessageDigest.isEqual(
                        authorization(body).getBytes(StandardCharsets.US_ASCII),
                        authorization.getBytes(StandardCharsets.US_ASCII));
    }
}
