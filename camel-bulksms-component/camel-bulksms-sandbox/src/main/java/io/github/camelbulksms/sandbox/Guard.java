package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Restricts the page and its calls to the owner. On the loopback address that is any user of this machine, but no web page of
 * another origin in their browser; elsewhere it is any client with the token.
 */
final class Guard {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]/@]+)(?::\\d{1,5})?");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final String BEARER = "Bearer ";
    private static final String COOKIE = "bulksms-sandbox-token=";

    /** Null on the loopback address. */
    private final String token;

    private final String host;

    /**
     * @param token null on a loopback address
     * @param host the sandbox's own name
     */
    Guard(String token, String host) {
        this.token = token;
        this.host = host;
    }

    /** Why a call is refused, or nothing when it is not. */
    Optional<String> refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String asked = headers.getFirst("Host");
        Matcher name = HOST.matcher(asked == null ? "" : asked);
        // a name that an attacker's DNS turned to this machine: the browser takes the page for the attacker's
        if (!name.matches() || token == null && !isThisMachine(name.group(1))) {
            return Optional.of("Host is " + asked + ": expected 127.0.0.1, localhost or [::1]");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origin.equals("http://" + asked) && !origin.equals("https://" + asked)) {
            return Optional.of("Origin is " + origin + ": expected none, or http://" + asked);
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean opened = "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
                && exchange.getRequestMethod().equals("GET");
        if (site != null && !OWN_SITES.contains(site) && !opened) {
            return Optional.of("the call comes from another site: expected this page, or no browser");
        }
        return hasToken(headers)
                ? Optional.empty()
                : Optional.of("expected Authorization: Bearer and the token that the"
                        + " sandbox printed, or in a browser /?token= and the token once");
    }

    /** The cookie for a browser that was opened with the right token, or nothing. */
    Optional<String> cookie(String given) {
        return token != null && equal(given)
                ? Optional.of(COOKIE + token + "; Path=/; HttpOnly; SameSite=Strict")
                : Optional.empty();
    }

    private boolean isThisMachine(String name) {
        return LOOPBACK.contains(name) || name.equals(host);
    }

    private boolean hasToken(Headers headers) {
        if (token == null) {
            return true;
        }
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return equal(authorization.substring(BEARER.length()).trim());
        }
        for (String cookies : headers.getOrDefault("Cookie", List.of())) {
            for (String cookie : cookies.split("; ?")) {
                if (cookie.startsWith(COOKIE) && equal(cookie.substring(COOKIE.length()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean equal(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
