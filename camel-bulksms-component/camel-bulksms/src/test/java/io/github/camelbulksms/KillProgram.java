package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** What {@link KillIT} and {@link SuppressionKillIT} run and kill: sends a file with its journal in a database, and writes down who is unknown in the end. */
final class KillProgram {

    private KillProgram() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
            component.getConfiguration().setBaseUrl(args[1]);
            component.getConfiguration().setCustomerId(args[2]);
            // the numbers are invented
            component.getConfiguration().setNumberCheck(NumberCheck.shape);
            component.getConfiguration().setApiKey(args[3]);
            component.setDataSource(DataSources.of(args[4]));
            context.getRegistry().bind("optOuts", new JdbcSuppressionList(component.getDataSource()));
            String more = args.length > 5 ? args[5] : "&concurrentRequests=4";
            component.setRunLease(300);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:list")
                            .doTry()
                            .to("bulksms:sale?template=Hello&batchSize="
                                    + Integer.getInteger("bulksms.batch", 100) + more + "&maxAttempts=3"
                                    + "&backoffDelay=5&maxBackoffDelay=20")
                            .doCatch(BulkSmsException.class)
                            .setBody(exchangeProperty(BulkSmsConstants.RESULT_PROPERTY))
                            .end()
                            .process(exchange -> writeDown(exchange.getMessage().getBody(BulkSmsResult.class), folder));
                }
            });
            context.start();
            Exchange done = context.createProducerTemplate().request("direct:list", exchange -> exchange.getIn()
                    .setBody(folder.resolve("list.csv").toFile()));
            if (done.getException() != null) {
                throw done.getException();
            }
        }
    }

    private static void writeDown(BulkSmsResult result, Path folder) throws IOException {
        System.out.println(result + " " + result.stopped());
        if (result.unsent() + result.refused() == 0 && result.stopped() == null) {
            try (InputStream unknown = result.lines(Outcome.UNKNOWN)) {
                Files.copy(unknown, folder.resolve("unknown"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(folder.resolve("result"), result.toString());
        }
    }
}
