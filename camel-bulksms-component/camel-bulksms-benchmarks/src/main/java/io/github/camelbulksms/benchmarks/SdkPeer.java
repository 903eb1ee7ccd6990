package io.github.camelbulksms.benchmarks;

import com.telesign.RestClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The provider's SDK in a loop, as its examples use it; what fails is sent again up to so many times. */
final class SdkPeer implements Peer {

    private final RestClient client;
    private final int attempts;

    SdkPeer(Account account, int attempts) {
        client = new RestClient(account.customerId(), account.apiKey(), account.baseUrl());
        this.attempts = attempts;
    }

    @Override
    public String name() {
        return attempts == 1 ? "SDK" : "SDK, " + attempts + " attempts";
    }

    @Override
    public ReportedOutcome send(List<String> phoneNumbers) throws Exception {
        ReportedOutcome reported = new ReportedOutcome();
        Batches.each(phoneNumbers, Faults.BATCH, Faults.IN_FLIGHT, batch -> {
            Map<String, String> form = Map.of("recipients", String.join(",", batch), "template", "Hello");
            for (int attempt = 1; attempt <= attempts; attempt++) {
                if (isTaken(form)) {
                    return;
                }
            }
            reported.failed(batch);
        });
        return reported;
    }

    private boolean isTaken(Map<String, String> form) throws Exception {
        try {
            RestClient.TelesignResponse response = client.post("/v1/verify/bulk_sms", form);
            return response.ok
                    && response.json.getAsJsonObject("status").get("code").getAsInt() == 293;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        // the client has nothing to close
    }
}
