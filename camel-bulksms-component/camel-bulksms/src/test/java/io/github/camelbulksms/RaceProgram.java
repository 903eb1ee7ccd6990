package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** What {@link RaceIT} runs several times: sends every file of a folder, and tries again until each is finished, by whichever of them. */
final class RaceProgram {

    private RaceProgram() {}

    public static void main(String[] args) throws Exception {
        DataSource database = DataSources.of(args[1]);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
            component.getConfiguration().setBaseUrl(args[2]);
            component.getConfiguration().setCustomerId(args[3]);
            component.getConfiguration().setApiKey(args[4]);
            component.setDataSource(database);
            component.setRunLease(Long.parseLong(args[5]));
            if (args.length > 7) {
                double requestsPerSecond = Double.parseDouble(args[7]);
                component.getConfiguration().setRateLimiter(new JdbcRateLimiter(database, args[3], requestsPerSecond));
            }
            String uri = "bulksms:sale?template=Hello&batchSize=20&concurrentRequests=4&" + args[6];
            context.start();
            List<Path> lists;
            try (Stream<Path> files = Files.list(Path.of(args[0]))) {
                lists = files.sorted().toList();
            }
            for (Path list : lists) {
                send(context, uri, list);
            }
        }
    }

    private static void send(DefaultCamelContext context, String uri, Path list) throws Exception {
        try (var template = context.createProducerTemplate()) {
            for (int attempt = 0; attempt < 100; attempt++) {
                Exchange done =
                        template.request(uri, exchange -> exchange.getIn().setBody(list.toFile()));
                BulkSmsResult result = done.getException() == null
                        ? done.getMessage().getBody(BulkSmsResult.class)
                        : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
                System.out.println(list.getFileName() + " "
                        + (result == null ? done.getException().getMessage() : result + " " + result.problems()));
                if (result != null && result.unsent() + result.refused() == 0) {
                    return;
                }
            }
        }
        throw new IllegalStateException(list + " was never finished");
    }
}
