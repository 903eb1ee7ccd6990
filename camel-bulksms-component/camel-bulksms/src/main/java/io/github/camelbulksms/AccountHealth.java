package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.model.BulkSmsResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/** The health check of each account that is sent with, among Camel's checks of producers if it has them. Thread-safe. */
final class AccountHealth {

    private final BulkSmsComponent component;
    private final Map<String, AccountHealthCheck> checks = new ConcurrentHashMap<>();

    AccountHealth(BulkSmsComponent component) {
        this.component = component;
    }

    ProviderApi watch(String customerId, ProviderApi sender) {
        return checks.computeIfAbsent(customerId, this::register).watch(sender);
    }

    void ended(String customerId, BulkSmsResult result) {
        AccountHealthCheck check = checks.get(customerId);
        if (check != null) {
            check.ended(result);
        }
    }

    private AccountHealthCheck register(String customerId) {
        AccountHealthCheck check = new AccountHealthCheck(customerId);
        check.setEnabled(component.isHealthCheckProducerEnabled());
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            repository.addHealthCheck(check);
        }
        return check;
    }

    void unregisterAll() {
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            checks.values().forEach(repository::removeHealthCheck);
        }
        checks.clear();
    }

    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(
                component.getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }
}
