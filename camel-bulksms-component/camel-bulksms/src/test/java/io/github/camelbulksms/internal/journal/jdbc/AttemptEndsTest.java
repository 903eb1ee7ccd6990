package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What could not be noted is noted as soon as the database answers: until then whoever takes the run over has to take it for unknown. */
class AttemptEndsTest {

    private static final RecipientBatch RECIPIENTS =
            RecipientBatch.of(List.of(new Recipient("381601234561", null), new Recipient("381601234562", null)));
    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("R1");

    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);
    private OwnedRun run;
    private AttemptEnds ends;
    private AttemptBegins begins;

    @BeforeEach
    void takeRun() throws SQLException {
        run = new RunTable(database, Duration.ofHours(1))
                .take(new RunKey("sale", "monday", 0))
                .orElseThrow();
        ends = new AttemptEnds(database, run);
        begins = new AttemptBegins(database, run, ends);
    }

    @Test
    void itIsNotedBeforeTheNextAttemptBeginsAndOnce() throws Exception {
        long attempt = begin();
        probed.failsWith(new SQLException("the database is gone"));
        ends.note(attempt, ACCEPTED);
        probed.isBack();
        AtomicInteger noted = new AtomicInteger();
        probed.probe((what, real) -> {
            if (what.startsWith("UPDATE bulksms_attempt SET state = 'ACCEPTED'")) {
                noted.incrementAndGet();
            }
            return real.call();
        });

        begin();
        assertThat(states()).containsExactly("1 ACCEPTED", "2 BEGUN");
        begin();
        ends.noteThoseOfBefore();
        assertThat(noted).hasValue(1);
    }

    @Test
    void aBeginThatIsCommittedLongAfterItFailedIsWithdrawnAllTheSame() throws Exception {
        probed.probe((what, real) -> {
            if (what.startsWith("INSERT INTO bulksms_attempt")) {
                throw new SQLException("the connection was cut");
            }
            return real.call();
        });
        assertThatThrownBy(this::begin).isInstanceOf(JournalException.class);
        probed.isBack();
        begin();

        commitLate(1);
        ends.noteThoseOfBefore();
        assertThat(states()).containsExactly("1 NOT_ACCEPTED", "2 BEGUN");
    }

    @Test
    void aBeginIsWithdrawnWhateverADriverThrowsBehindItsCommit() {
        UncheckedIOException thrown = new UncheckedIOException(new IOException("reset"));
        probed.probe((what, real) -> {
            Object result = real.call();
            if (what.startsWith("INSERT INTO bulksms_attempt")) {
                throw thrown;
            }
            return result;
        });
        assertThatThrownBy(this::begin).isSameAs(thrown);
        probed.isBack();

        ends.noteThoseOfBefore();
        assertThat(states()).containsExactly("1 NOT_ACCEPTED");
    }

    private long begin() throws JournalException {
        return begins.begin(RECIPIENTS).orElseThrow();
    }

    private void commitLate(long attempt) throws SQLException {
        database.once(session -> session.update(
                "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients, recipient_count,"
                        + " begun_at) VALUES (?, ?, ?, 'BEGUN', ?, 2, 1)",
                run.id(),
                attempt,
                run.fencingToken(),
                new RecipientCodec(run.key()).encode(RECIPIENTS)));
    }

    private List<String> states() {
        try {
            return database.once(session -> session.list(
                    row -> row.getLong(1) + " " + row.getString(2),
                    "SELECT attempt_number, state FROM bulksms_attempt ORDER BY attempt_number"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
