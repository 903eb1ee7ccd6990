package io.github.camelbulksms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;

/** What {@link ReportsKillIT} posts to and kills: takes reports into a journal on H2. */
final class ReportsProgram {

    private ReportsProgram() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Main main = new Main();
        main.bind("journal", JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("journal"), "", ""));
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty("camel.component.webhook.configuration.webhookComponentName", "platform-http");
        main.addInitialProperty("camel.component.bulksms.customerId", "me");
        main.addInitialProperty("camel.component.bulksms.apiKey", args[1]);
        main.addInitialProperty("camel.component.bulksms.dataSource", "#bean:journal");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:bulksms:reports?webhookPath=/reports").process(exchange -> {});
            }
        });
        main.start();
        int port =
                main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
        Path written = Files.writeString(folder.resolve("port.new"), Integer.toString(port));
        Files.move(written, folder.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
        Thread.currentThread().join();
    }
}
