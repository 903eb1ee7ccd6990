package io.github.camelbulksms;

import java.util.List;
import java.util.Optional;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextReloadedEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Reads the component's API key again when Camel has reloaded properties, as it does when a vault has a new one: Camel sets the options
 * of a component once.
 */
final class ApiKeyRefresh extends EventNotifierSupport {

    private static final List<String> PROPERTIES = List.of(
            "camel.component.bulksms.apiKey",
            "camel.component.bulksms.api-key",
            "camel.component.bulksms.configuration.apiKey",
            "camel.component.bulksms.configuration.api-key");

    private final BulkSmsComponent component;

    ApiKeyRefresh(BulkSmsComponent component) {
        this.component = component;
        setIgnoreExchangeEvents(true);
        setIgnoreCamelContextEvents(false);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelContextReloadedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        PROPERTIES.stream()
                .map(this::property)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(key -> component.getConfiguration().setApiKey(key));
    }

    private Optional<String> property(String name) {
        return component.getCamelContext().getPropertiesComponent().resolveProperty(name);
    }
}
