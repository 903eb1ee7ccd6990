package io.github.camelbulksms.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** Customer IDs that are refused although the API key is right, so that a test of a refusal needs no set-up. */
final class TestCustomers {

    static final Map<String, ProviderError> ERRORS = new TreeMap<>(Map.of(
            "test-suspended", ProviderError.SUSPENDED,
            "test-product-not-enabled", ProviderError.NOT_ENABLED,
            "test-source-ip-not-allowed", ProviderError.SOURCE_ADDRESS,
            "test-rate-limited", ProviderError.RATE_LIMIT,
            "test-hard-cap", ProviderError.HARD_CAP,
            "test-unavailable", ProviderError.UNAVAILABLE));

    private TestCustomers() {}
}
