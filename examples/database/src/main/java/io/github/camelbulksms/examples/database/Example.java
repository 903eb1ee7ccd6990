package io.github.camelbulksms.examples.database;

import io.github.camelbulksms.JdbcSuppressionList;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.ReportOddity;
import java.io.PrintStream;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills a table, {@code -Dexample.database=h2|postgresql}, sends the reminders that are due to a sandbox, which reports of
 * them, and prints how the rows stand. The exit code is 0 when all due recipients with a usable number who have not opted out were sent to.
 */
public final class Example {

    private static final List<String> MESSAGES = List.of(
            "Reminder: your appointment at Clinic North is tomorrow.",
            "Reminder: your appointment at Clinic South is tomorrow.",
            "Reminder: your appointment at the dentist's is tomorrow.");
    private static final int ROWS = 3000;
    static final InstantSource HALF_PAST_TEN = InstantSource.fixed(Instant.now()
            .atZone(ZoneId.of("Europe/Belgrade"))
            .with(LocalTime.of(10, 30))
            .toInstant());

    private Example() {}

    public static void main(String[] args) throws Exception {
        boolean ok;
        try (Database database = database(System.getProperty("example.database", "h2"));
                BulkSmsSandbox sandbox =
                        BulkSmsSandbox.builder().latency(Duration.ofMillis(200)).start()) {
            ok = run(database, sandbox, System.out);
        }
        System.exit(ok ? 0 : 1);
    }

    private static Database database(String name) throws Exception {
        return switch (name) {
            case "h2" -> Database.h2();
            case "postgresql" -> Database.postgresql();
            default -> throw new IllegalArgumentException("example.database: expected h2 or postgresql, not " + name);
        };
    }

    static boolean run(Database database, BulkSmsSandbox sandbox, PrintStream out) throws Exception {
        sandbox.reports().before(203);
        sandbox.reports().finalCodes(Map.of(200, 0.9, 207, 0.04, 507, 0.04, 292, 0.02), 1);
        sandbox.reports().odd(ReportOddity.REPEATED, 0.05, 1);
        sandbox.reports().odd(ReportOddity.REORDERED, 0.05, 2);
        database.createTable();
        JdbcTemplate jdbc = new JdbcTemplate(database.appointments());
        fill(jdbc);
        JdbcSuppressionList optOuts = new JdbcSuppressionList(database.appointments());
        for (int i = 5; i < ROWS; i += 500) {
            optOuts.suppress("381" + phone(i).substring(1).replace(" ", ""));
        }
        Main main = Reminders.main(database, Reminders.Account.of(sandbox), HALF_PAST_TEN);
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            NotifyBuilder sent =
                    Reminders.claims(context).whenDone(MESSAGES.size()).create();
            sandbox.reports().to(Reminders.reportsOf(context));
            context.getRouteController().startAllRoutes();
            boolean allDone =
                    sent.matches(1, TimeUnit.MINUTES) && sandbox.reports().await(Duration.ofMinutes(1));
            print(jdbc, out);
            return allDone && isEverybodySettled(jdbc);
        } finally {
            main.stop();
        }
    }

    /** Every hundredth number is wrong, every tenth reminder is not due yet; six people have opted out. */
    private static void fill(JdbcTemplate jdbc) {
        Instant now = Instant.now();
        List<Object[]> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> new Object[] {
                    "appointment-" + i,
                    i % 100 == 7 ? "061 12" : phone(i),
                    MESSAGES.get(i % MESSAGES.size()),
                    Timestamp.from(now.plus(i % 10 == 0 ? Duration.ofDays(1) : Duration.ofMinutes(-5)))
                })
                .toList();
        jdbc.batchUpdate("insert into appointment (id, phone_number, message, due) values (?, ?, ?, ?)", rows);
    }

    private static String phone(int row) {
        return "061 %07d".formatted(7919 * row % 10_000_000);
    }

    private static void print(JdbcTemplate jdbc, PrintStream out) {
        String line = "%-10s %-45s %5s%n";
        out.printf(line, "STATUS", "REPORT", "ROWS");
        jdbc.query("""
                select status, coalesce(report, '-') as report, count(*) as many from appointment
                 group by status, report order by status, report""", row -> {
            out.printf(line, row.getString("status"), row.getString("report"), row.getInt("many"));
        });
    }

    private static boolean isEverybodySettled(JdbcTemplate jdbc) {
        return jdbc.queryForObject("""
                        select count(*) from appointment
                         where due <= current_timestamp and status not in ('accepted', 'invalid', 'suppressed')""", Integer.class) == 0;
    }
}
