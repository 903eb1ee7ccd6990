package io.github.camelbulksms.examples.jms;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import jakarta.jms.ConnectionFactory;
import javax.sql.DataSource;
import org.apache.camel.main.Main;

/** The routes of {@code routes/queues.yaml}, running between a broker and a sandbox. */
final class Routes implements AutoCloseable {

    private final Main main;

    private Routes(Main main) {
        this.main = main;
    }

    static Routes start(ConnectionFactory broker, DataSource journal, BulkSmsSandbox sandbox) {
        Main main = new Main();
        main.bind("connectionFactory", broker);
        main.bind("journal", journal);
        main.bind("notifications", new Notifications());
        main.addInitialProperty("account.baseUrl", sandbox.baseUrl());
        main.addInitialProperty("account.customerId", sandbox.customerId());
        main.addInitialProperty("account.apiKey", sandbox.apiKey());
        main.start();
        return new Routes(main);
    }

    @Override
    public void close() {
        main.stop();
    }
}
