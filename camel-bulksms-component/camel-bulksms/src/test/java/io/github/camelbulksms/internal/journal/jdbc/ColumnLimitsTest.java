package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is longer than its column, or holds what no column takes, is cut, so that the row is written all the same. */
class ColumnLimitsTest {

    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();
    private final JournalDatabase database = inMemory();

    private static JournalDatabase inMemory() {
        return new JournalDatabase(H2Databases.inMemory(), TableNames.DEFAULT);
    }

    @AfterEach
    void stop() {
        leases.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "1001, 1000", "5000, 1000"})
    void aTextIsKeptAsFarAsItsColumnGoes(int length, int kept) throws Exception {
        String text = "é".repeat(length);
        try (JdbcJournal journal = new JdbcJournal(database, Duration.ofSeconds(15), leases)) {
            RunJournal run = journal.open(new RunKey("sale", "r", 0), "text", DuplicateRecipient.skip);
            long attempt = run.begin(RecipientBatch.of(List.of(new Recipient("381601234567", null))));
            run.finish(attempt, new AttemptResult.Unknown(text));
            run.recordError(text);
            run.close(
                    RunStatus.OPEN,
                    new RunJournal.Reading(
                            RecipientSet.of(DuplicateRecipient.skip),
                            0,
                            () -> Stream.of(RecipientOutcome.invalid(1, text, text))));
        }
        assertThat(text("SELECT reason FROM bulksms_attempt")).isEqualTo(text.substring(0, kept));
        assertThat(text("SELECT last_error FROM bulksms_run")).isEqualTo(text.substring(0, kept));
        assertThat(text("SELECT entry FROM bulksms_outcome")).isEqualTo(text.substring(0, kept));
        assertThat(text("SELECT reason FROM bulksms_outcome")).isEqualTo(text.substring(0, kept));
    }

    @Test
    void whatNoDatabaseTakesIsReplacedAndNothingStaysNothing() throws Exception {
        try (JdbcJournal journal = new JdbcJournal(database, Duration.ofSeconds(15), leases)) {
            RunJournal run = journal.open(new RunKey("sale", "r", 0), "text", DuplicateRecipient.skip);
            run.recordError(null);
            run.close(
                    RunStatus.OPEN,
                    new RunJournal.Reading(
                            RecipientSet.of(DuplicateRecipient.skip),
                            0,
                            () -> Stream.of(RecipientOutcome.invalid(1, "a\0b\uD800c", null))));
        }
        assertThat(text("SELECT entry FROM bulksms_outcome")).isEqualTo("a b?c");
        assertThat(text("SELECT reason FROM bulksms_outcome")).isNull();
        assertThat(text("SELECT last_error FROM bulksms_run")).isNull();
    }

    @Test
    void aLeaseThatIsTooShortToBeRenewedIsRefused() {
        assertThatThrownBy(() -> new JdbcJournal(database, Duration.ofMillis(99), leases))
                .hasMessage("the lease of a run is PT0.099S: expected 100 ms or more");
        assertThatCode(() -> new JdbcJournal(database, Duration.ofMillis(100), leases).close())
                .doesNotThrowAnyException();
    }

    private String text(String sql) throws SQLException {
        return database.once(session -> session.list(row -> new String[] {row.getString(1)}, sql))
                .get(0)[0];
    }
}
