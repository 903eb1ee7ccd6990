package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.model.BulkSmsResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** A campaign that was sent with session IDs made by the component, so that there are recipients whom reports can be about. */
final class SentCampaign {

    static final String NAME = "sale";

    private SentCampaign() {}

    /** Is shown an accepted recipient. */
    @FunctionalInterface
    interface Reader {

        void accepted(String sessionId, String referenceId) throws SQLException;
    }

    static void send(DataSource journal, Path folder, int recipients) throws Exception {
        Path list = folder.resolve("sent.csv");
        new Lists(Lists.Numbers.CONSECUTIVE).write(list, recipients);
        try (FastStub stub = FastStub.start(0);
                DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = component(context, stub, journal);
            component.getConfiguration().setConcurrentRequests(8);
            context.start();
            Exchange done = context.createProducerTemplate()
                    .request("bulksms:" + NAME + "?template=Hello", exchange -> {
                        exchange.getIn().setBody(list.toFile());
                        exchange.getIn().setHeader(BulkSmsConstants.RUN, "all");
                    });
            long accepted = done.getMessage().getBody(BulkSmsResult.class).accepted();
            if (accepted != recipients) {
                throw new IllegalStateException(accepted + " of " + recipients + " were accepted");
            }
        }
    }

    static BulkSmsComponent component(DefaultCamelContext context, FastStub stub, DataSource journal) {
        Account account = Account.benchmark(stub.baseUrl());
        BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setBaseUrl(account.baseUrl());
        component.getConfiguration().setCustomerId(account.customerId());
        component.getConfiguration().setApiKey(account.apiKey());
        component.setDataSource(journal);
        return component;
    }

    /** Reads those who were accepted, in the order in which they were sent to. */
    static void read(DataSource journal, Reader reader) throws SQLException, IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new Campaigns(journal).csv(NAME), StandardCharsets.UTF_8))) {
            // the first line names the columns
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                reader.accepted(cells[1], cells[10]);
            }
        }
    }
}
