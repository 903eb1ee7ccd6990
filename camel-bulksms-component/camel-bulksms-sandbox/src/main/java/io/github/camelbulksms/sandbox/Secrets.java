package io.github.camelbulksms.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What may be shown of credentials: the scheme and whose they are. */
final class Secrets {

    static final String MASK = "••••••";

    private Secrets() {}

    /** For instance {@code Basic sandbox:••••••}. */
    static String masked(String authorization) {
        String[] words = authorization.split(" ", 2);
        if (words.length < 2) {
            return MASK;
        }
        String pair = words[0].equalsIgnoreCase("Basic") ? decoded(words[1].trim()) : words[1];
        int colon = pair.indexOf(':');
        return words[0] + " " + (colon < 0 ? "" : Preview.of(pair.substring(0, colon), 64) + ":") + MASK;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
