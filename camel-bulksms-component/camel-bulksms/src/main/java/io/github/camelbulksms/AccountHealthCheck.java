package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.FailureCode;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Down from when the provider refuses an account itself, or a run fails for the sake of the account or of the network, until something is
 * accepted again. Sends nothing itself. Thread-safe.
 */
final class AccountHealthCheck implements HealthCheck {

    private final String customerId;
    private volatile Trouble trouble;

    /**
     * @param code the provider's, or what a failure is called
     */
    private record Trouble(Object code, String reason) {}

    private volatile boolean enabled = true;

    AccountHealthCheck(String customerId) {
        this.customerId = customerId;
    }

    /** The same sender, watched. */
    ProviderApi watch(ProviderApi sender) {
        return form -> {
            AttemptResult attempt = sender.send(form);
            if (attempt instanceof AttemptResult.Accepted) {
                trouble = null;
            } else if (attempt instanceof AttemptResult.Refused refusal && refusal.isOfTheAccount()) {
                trouble = new Trouble(refusal.code(), refusal.reason());
            }
            return attempt;
        };
    }

    /** A run has ended. */
    void ended(BulkSmsResult result) {
        if (result.code() != null && isOfAccountOrNetwork(result.code())) {
            Trouble before = trouble;
            // the provider's own words say more
            trouble = before == null
                    ? new Trouble(
                            result.code().label(),
                            "campaign=" + result.campaign() + " run=" + result.run() + " failed: "
                                    + result.whatWentWrong())
                    : before;
        }
    }

    private static boolean isOfAccountOrNetwork(FailureCode code) {
        return switch (code) {
            case CAPPED, UNKNOWN, UNSENT -> true;
            case REFUSED,
                    RUN_BUSY,
                    RUN_FINISHED,
                    RUN_ERASED,
                    TEXT_CHANGED,
                    JOURNAL_UNAVAILABLE,
                    LIST_REFUSED,
                    NOBODY_VALID,
                    RUN_STOPPED,
                    ROUTE_STOPPING,
                    POSTPONED,
                    READING_FAILED,
                    INTERNAL_ERROR -> false;
        };
    }

    @Override
    public Result call(Map<String, Object> options) {
        Trouble last = trouble;
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
