package io.github.camelbulksms.examples.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresRemindersTest extends RemindersContract {

    private static final int ROWS = 500_000;

    @TempDir
    private Path folder;

    @Override
    Database startDatabase() throws Exception {
        return Database.postgresql();
    }

    @Test
    void aCursorThatBreaksMarksNobodyAsAcceptedWhoWasNotRead() throws Exception {
        add(5000, "See you tomorrow.", Duration.ofMinutes(-1));
        // reading this row divides by zero
        jdbc.execute("alter table appointment rename to healthy");
        jdbc.execute("""
                create view appointment as
                select id, case when id like '%-4999' then (1 / (length(id) - length(id)))::varchar else phone_number end phone_number,
                       message, due, status, reason, resume_at, claim, report, report_code, report_final, reported_at
                  from healthy""");
        runUntilFailures(1);
        assertThat(rows()).isEqualTo(Map.of("claimed", 5000));
        assertThat(PROVIDER.sandbox().messages()).isNotEmpty().hasSizeLessThan(5000);

        jdbc.execute("drop view appointment");
        jdbc.execute("alter table healthy rename to appointment");

        awaitRows(Map.of("accepted", 5000));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .hasSize(5000)
                .doesNotHaveDuplicates();
    }

    @Test
    void twoNodesOnOneTableSendNobodyTwice() throws Exception {
        for (int hour = 8; hour < 18; hour++) {
            add(300, "See you at " + hour + ".", Duration.ofMinutes(-1));
        }
        PROVIDER.sandbox().withProbability(Fault.UNAVAILABLE, 0.3, 1);

        run();
        run();

        awaitRows(Map.of("accepted", 3000));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .hasSize(3000)
                .doesNotHaveDuplicates();
    }

    @Test
    void halfAMillionRowsGoThroughASmallHeap() throws Exception {
        jdbc.update("""
                insert into appointment (id, phone_number, message, due)
                select 'appointment-' || i, '+3816' || 100000000 + i * 7919::bigint %% 100000000, 'See you tomorrow.', now()
                  from generate_series(1, %d) i""".formatted(ROWS));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapProgram.class.getName(),
                        database.jdbcUrl(),
                        PROVIDER.sandbox().baseUrl(),
                        PROVIDER.sandbox().customerId(),
                        PROVIDER.sandbox().apiKey()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(rows()).isEqualTo(Map.of("accepted", ROWS));
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(ROWS / 1000);
        assertThat(PROVIDER.sandbox().messages().stream()
                        .map(AcceptedMessage::sessionId)
                        .distinct())
                .hasSize(ROWS);
    }
}
