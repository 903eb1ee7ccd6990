package io.github.camelbulksms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint's URI without its API key: Camel shows URIs in traces, consoles and properties of exchanges, and masks them only
 * in some. What stands there instead tells endpoints with different keys apart, and nothing else.
 */
final class HeldSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(HeldSecrets.class);
    private static final Pattern API_KEY =
            Pattern.compile("([?&]apiKey=)(?!(?:#|%23)bean(?::|%3A))(RAW\\(.*?\\)(?=&|$)|RAW\\{.*?\\}(?=&|$)|[^&]*)");
    private static final byte[] OF_THIS_PROCESS = new byte[32];

    static {
        new SecureRandom().nextBytes(OF_THIS_PROCESS);
    }

    private HeldSecrets() {}

    static String hold(String uri) {
        if (!API_KEY.matcher(uri).find()) {
            return uri;
        }
        LOG.warn(
                "an API key stands in the URI of {}, and is seen where routes are printed: expected it on the component, as"
                        + " camel.component.bulksms.apiKey, or a reference to a bean, apiKey=#bean:name",
                uri.replaceAll("\\?.*", ""));
        return API_KEY.matcher(uri).replaceAll(HeldSecrets::held);
    }

    private static String held(MatchResult key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(OF_THIS_PROCESS, "HmacSHA256"));
            byte[] digest = mac.doFinal(key.group(2).getBytes(StandardCharsets.UTF_8));
            return key.group(1) + "held-" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
