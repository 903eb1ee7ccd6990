package io.github.camelbulksms.servers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The account whose reports are posted, and the signature that only the provider can make. */
final class Account {

    static final String CUSTOMER_ID = "account";
    static final String API_KEY = "c2VjcmV0";

    private Account() {}

    static String authorization(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(API_KEY), "HmacSHA256"));
            byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return "TSA " + CUSTOMER_ID + ":" + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** A report as the provider writes it. */
    static String report(String referenceId, String sessionId, String updatedOn) {
        return "{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId
                + "\",\"status\":{\"code\":200,\"description\":\"Delivered to handset\",\"updated_on\":\"" + updatedOn
                + "\"}}";
    }
}
