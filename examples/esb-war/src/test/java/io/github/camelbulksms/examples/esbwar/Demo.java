package io.github.camelbulksms.examples.esbwar;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Deploys the WAR on Tomcat, beside a sandbox behind TLS, and posts a list. The exit code is 0 when all went well. */
final class Demo {

    private static final String LIST = """
            phone
            060 123 4567
            +381 61 234 5678
            nobody
            """;

    private Demo() {}

    public static void main(String[] args) throws Exception {
        boolean allWell;
        Path base = Files.createTempDirectory(Path.of("target"), "tomcat").toAbsolutePath();
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start();
                TlsFront front = new TlsFront(sandbox, Files.createDirectories(base.resolve("conf")));
                EsbServer esb = new EsbServer(base, "jdbc:h2:mem:esb;DB_CLOSE_DELAY=-1")) {
            esb.deploy();
            sandbox.reports().to(esb.services().resolve("bulksms/reports"));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(esb.services().resolve("campaigns/spring-sale?run=monday"))
                                    .POST(BodyPublishers.ofString(LIST))
                                    .build(),
                            BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.body());
            allWell = answer.statusCode() == 200 && sandbox.reports().await(Duration.ofMinutes(1));
            System.out.println("accepted in truth: " + sandbox.messages().size() + ", delivery reports taken: "
                    + sandbox.reports().stats().taken());
        }
        System.exit(allWell ? 0 : 1);
    }
}
