package io.github.camelbulksms.benchmarks;

import com.telesign.RestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The provider's SDK in a loop, on as many threads as may be in flight; its client is shared, as OkHttp asks for. */
final class SdkLoopPeer implements MeasuredPeer {

    private final RestClient client;
    private final int inFlight;
    private final ExecutorService threads;

    SdkLoopPeer(Account account, int inFlight) {
        client = new RestClient(account.customerId(), account.apiKey(), account.baseUrl());
        this.inFlight = inFlight;
        threads = Executors.newFixedThreadPool(inFlight);
    }

    @Override
    public void start() {
        // the client is ready
    }

    @Override
    public long sendFile(Path list) throws Exception {
        try (BufferedReader lines = Files.newBufferedReader(list)) {
            List<Future<Long>> senders = new ArrayList<>();
            for (int i = 0; i < inFlight; i++) {
                senders.add(threads.submit(() -> sendAll(lines)));
            }
            long accepted = 0;
            for (Future<Long> sender : senders) {
                accepted += sender.get();
            }
            return accepted;
        }
    }

    private long sendAll(BufferedReader lines) throws Exception {
        long accepted = 0;
        for (List<String> batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
            accepted += post(batch);
        }
        return accepted;
    }

    private static List<String> next(BufferedReader lines) throws IOException {
        List<String> batch = new ArrayList<>(BATCH);
        synchronized (lines) {
            String line;
            while (batch.size() < BATCH && (line = lines.readLine()) != null) {
                batch.add(line.replace(',', ':'));
            }
        }
        return batch;
    }

    @Override
    public long sendFew(String lines) throws Exception {
        return post(lines.replace(',', ':').lines().toList());
    }

    private int post(List<String> recipients) throws Exception {
        RestClient.TelesignResponse response =
                client.post(PATH, Map.of("recipients", String.join(",", recipients), "template", TEXT));
        return response.json.getAsJsonObject("status").get("code").getAsInt() == 293 ? 1 : 0;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
