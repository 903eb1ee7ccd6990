package io.github.camelbulksms.internal.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Scheme, host and port of the provider, or of a sandbox, and nothing else.
 *
 * @param uri without a path; scheme and host in lower case
 */
public record BaseUrl(URI uri) {

    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException when it is no such URL; the message names {@code baseUrl} and quotes no password
     */
    public static BaseUrl parse(String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.indexOf('@') >= 0) {
            throw new IllegalArgumentException("baseUrl holds a user name, password or @, which are not sent:"
                    + " expected https://host or http://host:port, and the account as customerId and apiKey");
        }
        URI uri;
        try {
            uri = new URI(stripped).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw unusable(text, underscored(stripped) ? ", and a host without _, for instance an alias" : "");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.matches("https?")) {
            throw unusable(text, "");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw unusable(text, ", without ? and #");
        }
        if (!uri.getRawPath().matches("/*")) {
            throw unusable(text, ", without a path");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw unusable(text, ", and a port from 1 to " + MAX_PORT);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new BaseUrl(URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port));
    }

    /** The URL of a path on the same server. */
    public URI resolve(String path) {
        return URI.create(uri + path);
    }

    public boolean isEncrypted() {
        return uri.getScheme().equals("https");
    }

    /** Whether it is this machine, by its name or address. */
    public boolean isThisMachine() {
        String host = uri.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static boolean underscored(String text) {
        return text.indexOf('_') >= 0;
    }

    private static IllegalArgumentException unusable(String text, String more) {
        return new IllegalArgumentException(
                "baseUrl is '" + text + "': expected https://host or http://host:port" + more);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
