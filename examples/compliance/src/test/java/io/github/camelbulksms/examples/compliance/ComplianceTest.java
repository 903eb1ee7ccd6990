package io.github.camelbulksms.examples.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.JdbcSuppressionList;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplianceTest {

    private static final String SERBIAN = "381601234567";
    private static final String NEW_YORKER = "12125550123";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder().start();
    private JdbcConnectionPool journal;
    private Main main;
    private volatile Instant now = Instant.parse("2026-11-26T09:30:00Z");

    @BeforeEach
    void open() {
        journal = JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("journal"), "", "");
    }

    @AfterEach
    void stop() {
        main.stop();
        journal.dispose();
        sandbox.close();
    }

    private void start(Map<String, String> properties) throws Exception {
        InstantSource clock = () -> now;
        main = Compliance.camel(folder, journal, clock);
        main.bind("clock", clock);
        main.addInitialProperty("camel.component.bulksms.clock", "#bean:clock");
        main.addInitialProperty("camel.component.bulksms.baseUrl", sandbox.baseUrl());
        main.addInitialProperty("camel.component.bulksms.customerId", sandbox.customerId());
        main.addInitialProperty("camel.component.bulksms.apiKey", sandbox.apiKey());
        main.addInitialProperty("camel.component.bulksms.batchSize", "10");
        main.addInitialProperty("camel.component.bulksms.maxAttempts", "1");
        main.addOverrideProperty("look", "300");
        properties.forEach(main::addOverrideProperty);
        main.start();
        int port =
                main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
        sandbox.reports().to(URI.create("http://localhost:" + port + "/reports"));
        sandbox.replies().to(URI.create("http://localhost:" + port + "/replies"));
    }

    private void restart() throws Exception {
        main.stop();
        start(Map.of());
    }

    @Test
    void aListWithSleepersIsTakenUpAgainWhenTheyAreAwakeAlsoAfterARestart() throws Exception {
        start(Map.of());
        drop("lists/sale.csv", "+" + SERBIAN + "\n+" + NEW_YORKER + "\n");
        await().atMost(LONGEST).until(() -> sentTo().contains(SERBIAN));
        restart();
        now = Instant.parse("2026-11-26T14:00:00Z");
        await().atMost(LONGEST).until(() -> Files.exists(folder.resolve("lists/done/sale.csv")));
        assertThat(sentTo()).containsExactly(SERBIAN, NEW_YORKER);
    }

    @Test
    void whoWritesStopOrStandsInTheFileGetsNothingUntilTheyWriteStart() throws Exception {
        start(Map.of());
        sandbox.replies().send(SERBIAN, "Stop");
        drop("opt-outs/by-mail.txt", "+1 212-555-0123\n");
        await().atMost(LONGEST).until(() -> suppressed(SERBIAN) && suppressed(NEW_YORKER));
        now = Instant.parse("2026-11-26T15:00:00Z");
        drop("lists/sale.csv", "+" + SERBIAN + "\n+" + NEW_YORKER + "\n");
        await().atMost(LONGEST).until(() -> Files.exists(folder.resolve("lists/done/sale.csv")));
        assertThat(sandbox.messages()).isEmpty();
        sandbox.replies().send(SERBIAN, "START");
        await().atMost(LONGEST).until(() -> !suppressed(SERBIAN));
    }

    @Test
    void eachGetsTheTextInTheirLanguageOnceThoughTheRunIsBrokenOffInTheMiddle() throws Exception {
        sandbox.onRequest(3, Fault.UNAVAILABLE);
        start(Map.of());
        List<String> languages = List.of("sr", "de", "en");
        StringBuilder list = new StringBuilder("phone,language\n");
        IntStream.range(0, 60).forEach(i -> list.append("+3816012345")
                .append(10 + i)
                .append(',')
                .append(languages.get(i % 3))
                .append('\n'));
        drop("languages/news.csv", list.toString());
        await().atMost(LONGEST).until(() -> !sandbox.messages().isEmpty());
        restart();
        await().atMost(LONGEST).until(() -> Files.exists(folder.resolve("languages/done/news.csv")));
        assertThat(sentTo()).doesNotHaveDuplicates().hasSize(60);
        assertThat(sandbox.messages()).allSatisfy(message -> assertThat(message.template())
                .startsWith(List.of("Proleć", "Frühling", "Spring")
                        .get(
                                Integer.parseInt(message.phoneNumber().substring(10)) % 3 == 1
                                        ? 0
                                        : Integer.parseInt(message.phoneNumber().substring(10)) % 3 == 2 ? 1 : 2)));
    }

    @Test
    void aScheduledRouteStartsWhenItsOfficeOpens() throws Exception {
        start(Map.of("office.opens", "0/1 * * * * ?"));
        drop("reminders/today.csv", "+" + SERBIAN + "\n");
        await().atMost(LONGEST).until(() -> sentTo().contains(SERBIAN));
    }

    @Test
    void aScheduledRouteDoesNotRunWhileItsOfficeIsClosed() throws Exception {
        start(Map.of("office.opens", "0 0 9 1 1 ? 2099"));
        assertThat(main.getCamelContext()
                        .getRouteController()
                        .getRouteStatus("reminders")
                        .isStarted())
                .isFalse();
    }

    @Test
    void whosePhoneHadFailedForAWhileIsTriedTwiceMoreInThreeDays() throws Exception {
        sandbox.reports().finalCodes(Map.of(210, 1.0), 1);
        now = Instant.now();
        start(Map.of("look", "3600000"));
        // whatever the hour is when this runs, nobody sleeps: the list goes by itself
        main.getCamelTemplate()
                .requestBodyAndHeader("bulksms:spring-sale?template=Hello", "+" + SERBIAN, "CamelBulkSmsRun", "monday");
        await().atMost(LONGEST).until(() -> reported(1));
        Retries retries = new Retries(new Campaigns(journal), "spring-sale", folder.resolve("due"), () -> now);
        retries.writeLists();
        assertThat(folder.resolve("due/monday-try-1.csv")).doesNotExist();
        now = Instant.now().plus(Duration.ofHours(25));
        retries.writeLists();
        assertThat(folder.resolve("due/monday-try-1.csv")).hasContent("+" + SERBIAN);
        Files.move(folder.resolve("due/monday-try-1.csv"), folder.resolve("due/done/monday-try-1.csv"));
        retries.writeLists();
        assertThat(folder.resolve("due/monday-try-1.csv")).as("once").doesNotExist();

        for (int tried = 1; tried <= 2; tried++) {
            main.getCamelTemplate()
                    .requestBodyAndHeader(
                            "bulksms:spring-sale?template=Hello",
                            "+" + SERBIAN,
                            "CamelBulkSmsRun",
                            "monday-try-" + tried);
            int messages = tried + 1;
            await().atMost(LONGEST).until(() -> reported(messages));
        }
        retries.writeLists();
        assertThat(folder.resolve("due/monday-try-2.csv")).exists();
        assertThat(folder.resolve("due/monday-try-3.csv")).doesNotExist();
    }

    private boolean reported(int messages) throws Exception {
        return new Campaigns(journal).totals("spring-sale").failed() == messages;
    }

    private boolean suppressed(String phone) throws Exception {
        return new JdbcSuppressionList(journal)
                .suppressed("spring-sale", new long[] {Long.parseLong(phone)})
                .get(0);
    }

    private void drop(String name, String lines) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path hidden = file.resolveSibling("." + file.getFileName());
        Files.writeString(hidden, lines);
        Files.move(hidden, file);
    }

    private List<String> sentTo() {
        return sandbox.messages().stream().map(AcceptedMessage::phoneNumber).toList();
    }
}
