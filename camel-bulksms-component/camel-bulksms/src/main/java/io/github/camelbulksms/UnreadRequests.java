package io.github.camelbulksms;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.component.webhook.WebhookUtils;
import org.apache.camel.spi.RestConfiguration;

/**
 * Has a server hand the webhook its requests unread: by default servers hold a whole body, unpacked and however long, before anybody
 * looks at its signature. Servers that cannot do so are in docs/security.md.
 */
final class UnreadRequests {

    private static final Map<String, Object> OF_SERVLETS =
            Map.of("disableStreamCache", "true", "mapHttpMessageFormUrlEncodedBody", "false");

    /** What endpoints of a component are to be told, by the component's name. */
    private static final Map<String, Map<String, Object>> OPTIONS = Map.of(
            "servlet", OF_SERVLETS,
            "jetty", OF_SERVLETS,
            "undertow", Map.of("useStreaming", "true"));

    private UnreadRequests() {}

    /**
     * Sees to it before the webhook makes its consumer; what the user says of these options holds.
     *
     * @throws RuntimeException when there is no server, which the webhook would find out next
     */
    static void askFor(CamelContext context, WebhookConfiguration webhook) {
        Object server = WebhookUtils.locateRestConsumerFactory(context, webhook);
        Map<String, Object> options =
                server instanceof Component component ? OPTIONS.get(component.getDefaultName()) : null;
        if (options != null) {
            webhook.storeConfiguration(with(options, webhook.retrieveRestConfiguration()));
        }
    }

    /** A copy, as the user's other routes share what is copied: all that servers look at when they make a consumer. */
    private static RestConfiguration with(Map<String, Object> options, RestConfiguration users) {
        RestConfiguration ours = new RestConfiguration();
        ours.setComponent(users.getComponent());
        ours.setScheme(users.getScheme());
        ours.setHost(users.getHost());
        ours.setPort(users.getPort());
        ours.setContextPath(users.getContextPath());
        ours.setHostNameResolver(users.getHostNameResolver());
        ours.setUseXForwardHeaders(users.isUseXForwardHeaders());
        ours.setEnableCORS(users.isEnableCORS());
        ours.setCorsHeaders(users.getCorsHeaders());
        ours.setComponentProperties(users.getComponentProperties());
        ours.setConsumerProperties(users.getConsumerProperties());
        Map<String, Object> all = new HashMap<>(options);
        if (users.getEndpointProperties() != null) {
            all.putAll(users.getEndpointProperties());
        }
        ours.setEndpointProperties(all);
        return ours;
    }
}
