package io.github.camelbulksms.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The account, and where the provider is. */
record Account(String baseUrl, String customerId, String apiKey) {

    /** Of the stub, which takes any. */
    static Account benchmark(String baseUrl) {
        return new Account(baseUrl, "benchmark", "YmVuY2htYXJr");
    }

    /** The value of the header, as every sender without the component has to make it. */
    String basicAuthorization() {
        String pair = customerId + ":" + apiKey;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
