package io.github.camelbulksms.examples.esbwar;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EsbWarIT {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private static Path base;

    private static final JdbcDataSource DATABASE = new JdbcDataSource();
    private static TlsFront front;
    private static EsbServer esb;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        DATABASE.setUrl("jdbc:h2:" + base.resolve("esb"));
        front = new TlsFront(PROVIDER.sandbox(), Files.createDirectories(base.resolve("conf")));
        esb = new EsbServer(base, DATABASE.getUrl());
    }

    @BeforeEach
    void deploy() throws Exception {
        esb.deploy();
    }

    @AfterAll
    static void stop() throws Exception {
        esb.close();
        front.close();
    }

    @Test
    void whatTheEsbDidBeforeItStillDoes() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(esb.services().resolve("status")).build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("The ESB is up");
    }

    @Test
    void everyOptionOfTheXmlIsInForce() throws Exception {
        HttpResponse<String> answer = post("monday", "phone,session_id\n060 123 4567,A\n060 123 4567,B\n" + phones(248))
                .join();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"read\":250,\"accepted\":250,");
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(3);
        assertThat(PROVIDER.sandbox().stats().mostInFlight()).isLessThanOrEqualTo(2);
        assertThat(PROVIDER.sandbox().messages()).hasSize(250).allSatisfy(message -> {
            assertThat(message.template())
                    .isEqualTo("Spring sale: 20% off & free delivery, \"today\" only <3 – 1 + 1 = 2!");
            assertThat(message.senderId()).isEqualTo("38111222333");
            assertThat(message.ucid()).isEqualTo("LEAD");
        });
        assertThat(PROVIDER.sandbox().messages())
                .filteredOn(message -> message.phoneNumber().equals("381601234567"))
                .extracting(AcceptedMessage::sessionId)
                .containsExactlyInAnyOrder("A", "B");
        assertThat(front.schemes()).containsExactly("TSA");
        assertThat(count("bulksms_rate_limit")).isEqualTo(1);
        assertThat(count("bulksms_run WHERE run = 'monday'")).isEqualTo(1);
    }

    @Test
    void deliveryReportsArriveThroughTheServlet() throws Exception {
        PROVIDER.sandbox().reports().to(esb.services().resolve("bulksms/reports"));

        post("tuesday", phones(50)).join();

        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(2))).isTrue();
        assertThat(new Campaigns(DATABASE).totals("spring-sale", "tuesday").delivered())
                .isEqualTo(50);
    }

    @Test
    void aRunThatIsCutByAnUndeploymentGoesOnAfterTheNextDeployment() throws Exception {
        PROVIDER.sandbox().latency(Duration.ofSeconds(1));
        CompletableFuture<HttpResponse<String>> cut = post("wednesday", phones(5_000));
        while (PROVIDER.sandbox().messages().isEmpty() && !cut.isDone()) {
            Thread.onSpinWait();
        }

        esb.undeploy();

        assertThat(cut.join().statusCode()).isEqualTo(503);
        assertThat(PROVIDER.sandbox().messages()).hasSizeBetween(100, 4_900);
        PROVIDER.sandbox().latency(Duration.ZERO);
        esb.deploy();
        HttpResponse<String> answer = post("wednesday", phones(5_000)).join();
        assertThat(answer.body()).contains("\"read\":5000,\"accepted\":5000,");
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .hasSize(5_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void anUndeploymentLeavesNothingBehind() throws Exception {
        post("thursday", phones(500)).join();
        ClassLoader application = esb.classLoader();

        List<String> complaints = complaintsOfTomcatWhile(esb::undeploy);

        // Camel keeps one on each thread that served its servlet; Tomcat replaces those threads
        assertThat(complaints).allMatch(complaint -> complaint.contains("CamelReactiveWorker"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getContextClassLoader() == application
                        || thread.getName().contains("Camel")
                        || thread.getName().matches("bulksms(?!-sandbox).*"))
                .isEmpty();
    }

    private CompletableFuture<HttpResponse<String>> post(String run, String list) {
        HttpRequest request = HttpRequest.newBuilder(esb.services().resolve("campaigns/spring-sale?run=" + run))
                .POST(BodyPublishers.ofString(list))
                .timeout(Duration.ofMinutes(3))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private int count(String rows) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            count.next();
            return count.getInt(1);
        }
    }

    private static List<String> complaintsOfTomcatWhile(Runnable undeployment) {
        List<String> complaints = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                complaints.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger detector = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");
        detector.addHandler(handler);
        try {
            undeployment.run();
        } finally {
            detector.removeHandler(handler);
        }
        return complaints;
    }

    private static String phones(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "38161" + (1_000_000 + i))
                .collect(Collectors.joining("\n"));
    }
}
