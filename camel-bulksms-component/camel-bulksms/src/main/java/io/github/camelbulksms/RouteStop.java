package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.StopCheck;
import io.github.camelbulksms.internal.run.StopReason;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;

/**
 * Stops a run when Camel stops, or the route that its exchange came from. Camel prepares only consumers and error handlers for
 * a shutdown, and waits for exchanges in flight; so the run looks whether the consumer still takes messages. A consumer that a
 * route policy may suspend for a while tells nothing.
 */
record RouteStop(Exchange exchange, StatefulService producer) implements StopCheck {

    @Override
    public StopReason reason() {
        return isStopping() ? StopReason.ROUTE_IS_STOPPING : null;
    }

    private boolean isStopping() {
        if (producer.isStopping() || producer.isStopped()) {
            return true;
        }
        if (exchange.getContext().isStopping() || exchange.getContext().isStopped()) {
            return true;
        }
        Route route =
                exchange.getFromRouteId() == null ? null : exchange.getContext().getRoute(exchange.getFromRouteId());
        if (route == null || !(route.getConsumer() instanceof StatefulService consumer)) {
            return false;
        }
        boolean suspended = consumer.isSuspended() || consumer.isSuspending();
        boolean byPolicy = route.getRoutePolicyList() != null
                && !route.getRoutePolicyList().isEmpty();
        return consumer.isStopped() || consumer.isStopping() || suspended && !byPolicy;
    }
}
