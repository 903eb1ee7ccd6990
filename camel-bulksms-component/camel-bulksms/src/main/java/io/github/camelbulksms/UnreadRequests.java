package io.github.camelbulksms;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.component.webhook.WebhookUtils;
import org.apache.camel.spi.RestConfiguration;

/**
 * Makes servers pass requests to the webhook unread. By default they read a whole body into memory, unpacked and of any length, before the
 * webhook can check its signature. docs/security.md lists the servers that cannot do this.
 */
final class UnreadRequests {

    private static final Map<String, Object> OF_SERVLETS =
            Map.of("disableStreamCache", "true", "mapHttpMessageFormUrlEncodedBody", "false");

    /** Options of a component's endpoints, by the component's name. */
    private static final Map<String, Map<String, Object>> OPTIONS = Map.of(
            "servlet", OF_SERVLETS,
            "jetty", OF_SERVLETS,
            "undertow", Map.of("useStreaming", "true"));

    private UnreadRequests() {}

    /**
     * To be called before the webhook makes its consumer. Options that the user has set take precedence.
     *
     * @throws RuntimeException when there is no server
     */
    static void configure(CamelContext context, WebhookConfiguration webhook) {
        Object server = WebhookUtils.locateRestConsumerFactory(context, webhook);
        Map<String, Object> options =
                server instanceof Component component ? OPTIONS.get(component.getDefaultName()) : null;
        if (options != null) {
            webhook.storeConfiguration(with(options, webhook.retrieveRestConfiguration()));
        }
    }

    /** A copy, because the user's other routes share the original; with everything that servers read to make a consumer. */
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
