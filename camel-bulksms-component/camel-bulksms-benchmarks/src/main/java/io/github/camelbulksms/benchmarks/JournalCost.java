package io.github.camelbulksms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.model.BulkSmsResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What the journal costs: the same file without it, with it on H2, and on servers whose JDBC URLs are given; in turns, 10 ms latency
 * and 8 requests in flight.
 */
public final class JournalCost {

    private static final int LATENCY_MILLIS = 10;
    private static final int IN_FLIGHT = 8;
    private static final String IN_MEMORY = "in memory";

    private JournalCost() {}

    /**
     * @param args how many recipients (1,000,000), rounds (5), and URLs of further databases, which must be empty
     */
    public static void main(String[] args) throws Exception {
        int recipients = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("bulksms");
        Map<String, HikariDataSource> journals = new LinkedHashMap<>();
        journals.put(IN_MEMORY, null);
        journals.put("H2, file", JournalUrl.h2(folder).pool(IN_FLIGHT + 2));
        Stream.of(args)
                .skip(2)
                .map(JournalUrl::new)
                .forEach(journal -> journals.put(journal.title(), journal.pool(IN_FLIGHT + 2)));
        try (FastStub stub = FastStub.start(LATENCY_MILLIS)) {
            Path list = list(folder, recipients);
            Map<String, List<Double>> seconds = new LinkedHashMap<>();
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, HikariDataSource> journal : journals.entrySet()) {
                    double took = seconds(stub, list, recipients, journal.getValue(), round);
                    // the first warms up
                    if (round > 0) {
                        seconds.computeIfAbsent(journal.getKey(), name -> new ArrayList<>())
                                .add(took);
                    }
                }
            }
            System.out.println("| journal | recipients/s | ratio |\n|---|---|---|");
            double base = median(seconds.get(IN_MEMORY));
            seconds.forEach((journal, took) -> row(journal, recipients, median(took), base));
        } finally {
            journals.values().stream().filter(Objects::nonNull).forEach(HikariDataSource::close);
            delete(folder);
        }
    }

    private static void row(String journal, int recipients, double seconds, double base) {
        System.out.printf("| %s | %,.0f | %.2f |%n", journal, recipients / seconds, base / seconds);
    }

    private static double seconds(FastStub stub, Path list, int recipients, DataSource journal, int round)
            throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = SentCampaign.component(context, stub, journal);
            component.getConfiguration().setConcurrentRequests(IN_FLIGHT);
            context.start();
            long start = System.nanoTime();
            Exchange done = context.createProducerTemplate().request("bulksms:sale?template=Hello", exchange -> {
                exchange.getIn().setBody(list.toFile());
                exchange.getIn().setHeader(BulkSmsConstants.RUN, "round-" + round);
            });
            double seconds = (System.nanoTime() - start) / 1e9;
            long accepted = done.getMessage().getBody(BulkSmsResult.class).accepted();
            if (accepted != recipients) {
                throw new IllegalStateException(accepted + " of " + recipients + " were accepted");
            }
            return seconds;
        }
    }

    private static Path list(Path folder, int recipients) throws IOException {
        Path list = folder.resolve("list.csv");
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (int i = 0; i < recipients; i++) {
                out.write(Long.toString(381_600_000_000L + i) + "\n");
            }
        }
        return list;
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
