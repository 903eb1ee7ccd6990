package io.github.camelbulksms.sandbox;

/** What the sandbox remembers, each part with its own bounds. Thread-safe. */
record Store(TruthLog truth, RequestLog requests, CampaignLog campaigns) {

    void clear() {
        truth.clear();
        requests.clear();
        campaigns.clear();
    }
}
