package io.github.camelbulksms.examples.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.JdbcSuppressionList;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.ReportOddity;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the routes promise, on whatever database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class RemindersContract {

    private static final String TOMORROW = "See you tomorrow.";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    Database database;
    JdbcTemplate jdbc;
    private final List<Main> nodes = new ArrayList<>();
    private boolean withReports;
    /** By the clock of the component alone; of yesterday, so that the database sees its morning as past. */
    private volatile Instant now;

    abstract Database startDatabase() throws Exception;

    @BeforeAll
    void start() throws Exception {
        database = startDatabase();
        jdbc = new JdbcTemplate(database.appointments());
    }

    @BeforeEach
    void createTable() {
        now = yesterdayAt(10);
        jdbc.execute("drop table if exists appointment");
        database.createTable();
    }

    @AfterEach
    void stopCamel() {
        PROVIDER.sandbox().reports().to(null);
        withReports = false;
        stopNodes();
        jdbc.update("delete from bulksms_suppression");
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
    }

    @Test
    void whoIsDueIsSentToOnceAndMarked() throws Exception {
        add(1500, "At nine.", Duration.ofMinutes(-1));
        add(700, "At ten.", Duration.ofDays(-1));
        add(10, "At eleven.", Duration.ofHours(1));

        run();

        awaitRows(Map.of("accepted", 2200, "due", 10));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.queryForList("select id from appointment where status = 'accepted'", String.class));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsOnly("At nine.", "At ten.");
        assertThat(jdbc.queryForList("select distinct claim from appointment where claim is not null"))
                .hasSize(2);
    }

    @Test
    void anInvalidNumberIsMarkedWithTheReasonAndSentWhenItIsMended() throws Exception {
        add("good", "+381 61 1234567", TOMORROW);
        add("letters", "061 12345O7", TOMORROW);
        add("empty", "", TOMORROW);

        run();

        awaitRows(Map.of("accepted", 1, "invalid", 2));
        assertThat(reasonsOf("invalid"))
                .hasSize(2)
                .hasEntrySatisfying("letters", reason -> assertThat(reason).contains("LATIN CAPITAL LETTER O"))
                .hasEntrySatisfying("empty", reason -> assertThat(reason).contains("there is no number"));

        jdbc.update("update appointment set phone_number = '061 1234507' where id = 'letters'");
        jdbc.update("update appointment set status = 'due', claim = null where id = 'letters'");

        awaitRows(Map.of("accepted", 2, "invalid", 1));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactlyInAnyOrder("381611234567", "381611234507");
    }

    @Test
    void twoAppointmentsOfOnePersonAreTwoReminders() throws Exception {
        add("first", "061 1234567", TOMORROW);
        add("second", "+381611234567", TOMORROW);

        run();

        awaitRows(Map.of("accepted", 2));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void nobodyIsSentToTwiceWhenTheResultCannotBeWrittenBack() throws Exception {
        add(1500, TOMORROW, Duration.ofMinutes(-1));
        add("wrong", "n/a", TOMORROW);
        // nobody can be marked as invalid, so that the transaction fails in its last statement
        jdbc.execute("alter table appointment add constraint broken check (status <> 'invalid')");
        runUntilFailures(2);
        assertThat(rows()).isEqualTo(Map.of("claimed", 1501));
        assertThat(PROVIDER.sandbox().messages()).hasSize(1500);

        jdbc.execute("alter table appointment drop constraint broken");

        awaitRows(Map.of("accepted", 1500, "invalid", 1));
        assertThat(PROVIDER.sandbox().messages()).hasSize(1500);
    }

    @Test
    void aClaimThatWasSentButNotWrittenBackIsFinishedAfterARestart() throws Exception {
        add(1500, TOMORROW, Duration.ofMinutes(-1));
        jdbc.execute("alter table appointment add constraint broken check (status <> 'accepted')");
        runUntilFailures(1);
        stopNodes();
        assertThat(rows()).isEqualTo(Map.of("claimed", 1500));
        assertThat(PROVIDER.sandbox().messages()).hasSize(1500);

        jdbc.execute("alter table appointment drop constraint broken");
        run();

        awaitRows(Map.of("accepted", 1500));
        assertThat(PROVIDER.sandbox().messages()).hasSize(1500);
    }

    @Test
    void whoIsUnsentIsSentToInTheSameRunWhenTheProviderIsBack() throws Exception {
        add(1500, TOMORROW, Duration.ofMinutes(-1));
        PROVIDER.sandbox().withProbability(Fault.UNAVAILABLE, 1, 1);
        run();
        awaitRows(Map.of("unsent", 1500));
        List<String> claims = claims();

        PROVIDER.sandbox().clearFaults();

        awaitRows(Map.of("accepted", 1500));
        assertThat(claims()).hasSize(1).isEqualTo(claims);
        assertThat(jdbc.queryForList("select reason from appointment where reason is not null"))
                .isEmpty();
        assertThat(PROVIDER.sandbox().messages()).hasSize(1500);
    }

    @Test
    void whoIsRefusedIsMarkedAndSentWhenTheAccountIsOpenAgain() throws Exception {
        add("refused", "061 1234567", TOMORROW);
        PROVIDER.sandbox().account(AccountState.SUSPENDED);
        try {
            run();
            awaitRows(Map.of("refused", 1));
            assertThat(reasonsOf("refused"))
                    .hasEntrySatisfying("refused", reason -> assertThat(reason).contains("-30001"));
        } finally {
            PROVIDER.sandbox().account(AccountState.ACTIVE);
        }

        jdbc.update("update appointment set status = 'unsent' where status = 'refused'");

        awaitRows(Map.of("accepted", 1));
        assertThat(PROVIDER.sandbox().messages()).hasSize(1);
    }

    @Test
    void whoIsUnknownIsNotSentToAgainAndTheReportTells() throws Exception {
        add("lost", "061 1234567", TOMORROW);
        withReports = true;
        PROVIDER.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);

        run();
        awaitRows(Map.of("unknown", 1));
        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(1))).isTrue();
        add("next", "061 1234568", TOMORROW);
        awaitRows(Map.of("unknown", 1, "accepted", 1));

        assertThat(jdbc.queryForMap("select status, report from appointment where id = 'lost'"))
                .containsEntry("status", "unknown")
                .containsEntry("report", "delivered to handset");
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .containsExactly("lost", "next");
    }

    @Test
    void reportsAreWrittenBackInWhateverOrderTheyCome() throws Exception {
        add(500, TOMORROW, Duration.ofMinutes(-1));
        withReports = true;
        PROVIDER.sandbox().reports().before(292, 203);
        PROVIDER.sandbox().reports().finalCodes(Map.of(200, 0.7, 207, 0.1, 507, 0.2), 1);
        PROVIDER.sandbox().reports().odd(ReportOddity.REPEATED, 0.3, 2);
        PROVIDER.sandbox().reports().odd(ReportOddity.REORDERED, 0.3, 3);
        PROVIDER.sandbox().reports().odd(ReportOddity.EARLY, 0.1, 4);
        PROVIDER.sandbox().reports().odd(ReportOddity.RFC_1123_DATE, 0.2, 5);
        PROVIDER.sandbox().reports().odd(ReportOddity.FORGED, 0.1, 6);

        run();
        awaitRows(Map.of("accepted", 500));
        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(2))).isTrue();

        Map<String, Integer> truth = PROVIDER.sandbox().messages().stream()
                .collect(Collectors.toMap(AcceptedMessage::sessionId, AcceptedMessage::finalStatus));
        Map<String, Integer> reported = jdbc
                .queryForList("select id, report_code from appointment where status = 'accepted' and report_final")
                .stream()
                .collect(Collectors.toMap(row -> (String) row.get("id"), row -> (Integer) row.get("report_code")));
        assertThat(reported).hasSize(500).isEqualTo(truth);
        assertThat(PROVIDER.sandbox().reports().stats().forgedTaken()).isZero();
    }

    @Test
    void whoeverSleepsIsSentToInTheSameRunWhenTheyAreUpAndWhoeverOptedOutIsNot() throws Exception {
        add("sleeps", "061 1234567", TOMORROW);
        add("opted out", "061 1234568", TOMORROW);
        new JdbcSuppressionList(database.appointments()).suppress("381611234568");
        now = yesterdayAt(3);

        run();
        awaitRows(Map.of("postponed", 2));
        assertThat(jdbc.queryForList("select distinct resume_at from appointment", Timestamp.class))
                .containsExactly(Timestamp.from(yesterdayAt(9)));
        List<String> claims = claims();
        assertThat(PROVIDER.sandbox().messages()).isEmpty();

        now = yesterdayAt(9);

        awaitRows(Map.of("accepted", 1, "suppressed", 1));
        assertThat(claims()).isEqualTo(claims);
        assertThat(jdbc.queryForList("select id from appointment where resume_at is not null"))
                .isEmpty();
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .containsExactly("sleeps");
    }

    @Test
    void whoeverIsReportedToHaveOptedOutGetsNoFurtherReminder() throws Exception {
        add("first", "061 1234567", TOMORROW);
        withReports = true;
        PROVIDER.sandbox().reports().finalCodes(Map.of(510, 1.0), 1);
        run();
        awaitRows(Map.of("accepted", 1));
        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(1))).isTrue();

        add("second", "061 1234567", TOMORROW);

        awaitRows(Map.of("accepted", 1, "suppressed", 1));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .containsExactly("first");
    }

    @Test
    void theExamplePrintsHowTheRowsStand() throws Exception {
        jdbc.execute("drop table appointment");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        boolean ok;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            ok = Example.run(database, PROVIDER.sandbox(), out);
        }

        assertThat(ok).isTrue();
        Map<Integer, Long> truth = PROVIDER.sandbox().messages().stream()
                .collect(Collectors.groupingBy(AcceptedMessage::finalStatus, Collectors.counting()));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "STATUS REPORT ROWS",
                        "accepted delivered to handset " + truth.get(200),
                        "accepted error delivering to handset, reason unknown " + truth.get(207),
                        "accepted invalid destination address " + truth.get(507),
                        "accepted queued by gateway " + truth.get(292),
                        "due - 300",
                        "invalid - 30",
                        "suppressed - 6");
    }

    private static Instant yesterdayAt(int hour) {
        ZonedDateTime belgrade = ZonedDateTime.now(ZoneId.of("Europe/Belgrade"));
        return belgrade.minusDays(1).with(LocalTime.of(hour, 0)).toInstant();
    }

    void run() throws Exception {
        startRoutes(startCamel());
    }

    /** Until so many claims could not be sent or written back. */
    void runUntilFailures(int number) throws Exception {
        CamelContext context = startCamel();
        NotifyBuilder failures = Reminders.claims(context).whenFailed(number).create();
        startRoutes(context);
        assertThat(failures.matches(1, TimeUnit.MINUTES)).isTrue();
    }

    void awaitRows(Map<String, Integer> byStatus) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(rows()).isEqualTo(byStatus));
    }

    private CamelContext startCamel() throws Exception {
        Main main = Reminders.main(database, Reminders.Account.of(PROVIDER.sandbox()), () -> now);
        main.addOverrideProperty("reminders.delay", "50");
        main.addOverrideProperty("camel.component.bulksms.maxAttempts", "1");
        main.addOverrideProperty("camel.component.bulksms.runLease", "1000");
        nodes.add(main);
        main.start();
        if (withReports) {
            PROVIDER.sandbox().reports().to(Reminders.reportsOf(main.getCamelContext()));
        }
        return main.getCamelContext();
    }

    private static void startRoutes(CamelContext context) throws Exception {
        context.getRouteController().startAllRoutes();
    }

    private void stopNodes() {
        nodes.forEach(Main::stop);
        nodes.clear();
    }

    void add(int number, String message, Duration due) {
        Timestamp at = Timestamp.from(Instant.now().plus(due));
        List<Object[]> rows = IntStream.range(0, number)
                .mapToObj(i -> new Object[] {message + "-" + i, "061 %07d".formatted(i), message, at})
                .toList();
        jdbc.batchUpdate("insert into appointment (id, phone_number, message, due) values (?, ?, ?, ?)", rows);
    }

    void add(String id, String phoneNumber, String message) {
        jdbc.update(
                "insert into appointment (id, phone_number, message, due) values (?, ?, ?, current_timestamp)",
                id,
                phoneNumber,
                message);
    }

    /** How many rows have which status. */
    Map<String, Integer> rows() {
        return jdbc.queryForList("select status, count(*) as many from appointment group by status").stream()
                .collect(Collectors.toMap(
                        row -> (String) row.get("status"), row -> ((Number) row.get("many")).intValue()));
    }

    private Map<String, String> reasonsOf(String status) {
        return jdbc.queryForList("select id, reason from appointment where status = ?", status).stream()
                .collect(Collectors.toMap(row -> (String) row.get("id"), row -> (String) row.get("reason")));
    }

    private List<String> claims() {
        return jdbc.queryForList("select distinct claim from appointment", String.class);
    }
}
