package io.github.camelbulksms.examples.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows Camel's readiness checks, among them the component's, as one of Quarkus. */
@Readiness
@ApplicationScoped
public class ProviderReadiness implements HealthCheck {

    private final CamelContext camel;

    ProviderReadiness(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("camel").up();
        HealthCheckHelper.invokeReadiness(camel, "full").forEach(result -> {
            response.withData(result.getCheck().getId(), result.getState().name());
            if (result.getState() == State.DOWN) {
                response.down();
            }
        });
        return response.build();
    }
}
