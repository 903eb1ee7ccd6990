package io.github.camelbulksms.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How peers without batches of their own cut a list, and keep some requests in flight. */
final class Batches {

    private Batches() {}

    interface Job {

        void send(List<String> batch) throws Exception;
    }

    static void each(List<String> phoneNumbers, int size, int inFlight, Job job) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(inFlight);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int from = 0; from < phoneNumbers.size(); from += size) {
                List<String> batch = phoneNumbers.subList(from, Math.min(from + size, phoneNumbers.size()));
                running.add(threads.submit(() -> {
                    job.send(batch);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
