package io.github.camelbulksms.benchmarks;

/** The account, and where the provider is. */
record Account(String baseUrl, String customerId, String apiKey) {}
