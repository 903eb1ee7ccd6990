package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The account, the conditions, and what the page needs to know once. */
final class SettingsCalls {

    private static final long LONGEST_LATENCY_MILLIS = 600_000;
    private static final double HIGHEST_RATE = 1_000_000;

    /** Tells an open page that another sandbox has taken this one's place. */
    private final String instance = UUID.randomUUID().toString();

    private final BulkSmsSandbox sandbox;
    private final Conditions conditions;

    SettingsCalls(BulkSmsSandbox sandbox, Conditions conditions) {
        this.sandbox = sandbox;
        this.conditions = conditions;
    }

    Object change(HttpExchange exchange) throws IOException {
        Body body = Body.of(exchange, "latencyMillis", "account", "requestsPerSecond");
        if (body.has("latencyMillis")) {
            conditions.latency(Duration.ofMillis(body.number("latencyMillis", 0, LONGEST_LATENCY_MILLIS)));
        }
        if (body.has("account")) {
            conditions.account(body.constant(AccountState.class, "account"));
        }
        if (body.has("requestsPerSecond")) {
            conditions.requestsPerSecond(
                    body.isNull("requestsPerSecond")
                            ? Double.POSITIVE_INFINITY
                            : Math.min(HIGHEST_RATE, body.decimal("requestsPerSecond")));
        }
        return conditions.describe();
    }

    /** What does not change while the sandbox runs; its API key is worth nothing elsewhere. */
    Object about() {
        return Json.object(
                "instance",
                instance,
                "base_url",
                sandbox.baseUrl(),
                "customer_id",
                sandbox.customerId(),
                "api_key",
                sandbox.apiKey(),
                "faults",
                FaultCalls.kinds(),
                "accounts",
                AccountState.values(),
                "oddities",
                ReportOddity.values(),
                "statuses",
                DeliveryStatuses.DESCRIPTIONS,
                "ranges",
                MagicNumbers.RANGES,
                "magic",
                magic(),
                "test_customers",
                testCustomers(),
                "errors",
                errors());
    }

    /** Every outcome that a number can choose, with a number of each range that does. */
    private static List<Object> magic() {
        List<Object> outcomes = new ArrayList<>();
        for (MagicNumbers.Outcome outcome : MagicNumbers.outcomes()) {
            outcomes.add(Json.object("code", outcome.code(), "outcome", outcome.words(), "numbers", outcome.numbers()));
        }
        return outcomes;
    }

    private static Map<Integer, String> errors() {
        Map<Integer, String> errors = new LinkedHashMap<>();
        for (ProviderError error : ProviderError.values()) {
            errors.put(error.code, error.description);
        }
        return errors;
    }

    private static Map<String, String> testCustomers() {
        Map<String, String> customers = new LinkedHashMap<>();
        TestCustomers.ERRORS.forEach((id, error) -> customers.put(id, error.code + " " + error.description));
        return customers;
    }
}
