package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.ProviderApi;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Down from when the provider refuses an account itself until it accepts something again. Sends nothing itself. Thread-safe. */
final class AccountHealthCheck implements HealthCheck {

    private final String customerId;
    private volatile AttemptResult.Refused refused;
    private volatile boolean enabled = true;

    AccountHealthCheck(String customerId) {
        this.customerId = customerId;
    }

    /** The same sender, watched. */
    ProviderApi watch(ProviderApi sender) {
        return form -> {
            AttemptResult attempt = sender.send(form);
            if (attempt instanceof AttemptResult.Accepted) {
                refused = null;
            } else if (attempt instanceof AttemptResult.Refused refusal && refusal.isOfTheAccount()) {
                refused = refusal;
            }
            return attempt;
        };
    }

    @Override
    public Result call(Map<String, Object> options) {
        AttemptResult.Refused last = refused;
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).details(getMetaData());
        return last == null
                ? result.up().build()
                : result.down()
                        .detail("bulksms.code", last.code())
                        .message(last.reason())
                        .build();
    }

    @Override
    public Map<String, Object> getMetaData() {
        return Map.of("bulksms.customerId", customerId);
    }

    @Override
    public String getId() {
        return "producer:bulksms-" + customerId;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isLiveness() {
        // a restart mends no account
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
