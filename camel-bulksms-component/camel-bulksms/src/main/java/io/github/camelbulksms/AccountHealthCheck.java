package io.github.camelbulksms;

import io.github.camelbulksms.provider.Attempt;
import io.github.camelbulksms.provider.Sender;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Down from when the provider refuses an account itself until it accepts something again. Asks nobody. Thread-safe. */
final class AccountHealthCheck implements HealthCheck {

    private final String customerId;
    private volatile Attempt.Refused refused;
    private volatile boolean enabled = true;

    AccountHealthCheck(String customerId) {
        this.customerId = customerId;
    }

    /** The same sender, watched. */
    Sender watch(Sender sender) {
        return form -> {
            Attempt attempt = sender.send(form);
            if (attempt instanceof Attempt.Accepted) {
                refused = null;
            } else if (attempt instanceof Attempt.Refused refusal && refusal.isOfTheAccount()) {
                refused = refusal;
            }
            return attempt;
        };
    }

    @Override
    public Result call(Map<String, Object> options) {
        Attempt.Refused last = refused;
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
