package io.github.camelbulksms.examples.database;

import io.github.camelbulksms.JdbcSuppressionList;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.net.URI;
import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Predicate;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The routes of {@code routes/reminders.yaml} and what they need. */
final class Reminders {

    /** The provider's address, and the account that messages are sent with. */
    record Account(String baseUrl, String customerId, String apiKey) {

        static Account of(BulkSmsSandbox sandbox) {
            return new Account(sandbox.baseUrl(), sandbox.customerId(), sandbox.apiKey());
        }
    }

    private Reminders() {}

    /** Starts without its routes: the provider must be told the port of the webhook before. The clock tells who sleeps. */
    static Main main(Database database, Account account, InstantSource clock) {
        Main main = new Main();
        main.bind("appointments", database.appointments());
        main.bind("cursors", database.cursors());
        main.bind("required", new SpringTransactionPolicy(new DataSourceTransactionManager(database.appointments())));
        main.bind("notAccepted", new NotAccepted());
        main.bind("optOuts", new JdbcSuppressionList(database.appointments()));
        main.bind("clock", clock);
        main.addInitialProperty("account.baseUrl", account.baseUrl());
        main.addInitialProperty("account.customerId", account.customerId());
        main.addInitialProperty("account.apiKey", account.apiKey());
        return main;
    }

    /** Notices claims, sent and written back or failed. */
    static NotifyBuilder claims(CamelContext context) {
        // the batches of the write-back have come from the same route
        Predicate whole = exchange -> exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) == null;
        return new NotifyBuilder(context).fromRoute("send").filter(whole);
    }

    /** Where the webhook listens, on whatever port was free. */
    static URI reportsOf(CamelContext context) {
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        return URI.create("http://127.0.0.1:" + port + "/bulksms/reports");
    }
}
