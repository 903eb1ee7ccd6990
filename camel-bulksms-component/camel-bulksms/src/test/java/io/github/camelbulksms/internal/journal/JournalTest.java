package io.github.camelbulksms.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the journals that remember nothing say, and why the others refuse. */
class JournalTest {

    private static final RunKey KEY = new RunKey("sale", "monday", 0);
    private static final ExcludedRuns ANOTHER = ExcludedRuns.of("another");

    @Test
    void whatRemembersNothingHoldsNobodyBack() throws IOException {
        RunJournal run = Journal.NONE.open(KEY, "text", DuplicateRecipient.skip);

        assertThat(Journal.NONE.mayBlock()).isFalse();
        assertThat(run.wasFinished()).isFalse();
        assertThat(run.isStopped()).isFalse();
        assertThat(run.priorOutcomes().isEmpty()).isTrue();
        assertThat(Journal.NONE.accepted(KEY, ANOTHER).size()).isZero();
        assertThat(Journal.NONE.awaitedOwner(KEY)).isEmpty();
        PartStore plan = Journal.NONE.plan(KEY, "text", null);
        assertThat(plan.wasComplete()).isFalse();
        assertThat(plan.isErased(381601234567L)).isFalse();
    }

    @Test
    void aDryRunLeavesNothingAndKnowsWhoHasTheMessageByAnotherRun() throws IOException {
        ValidEntry reached = new ValidEntry(1, new Recipient("381601234567", null));
        Journal real = new Journal() {
            @Override
            public RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates) {
                throw new AssertionError("a dry run opens nothing");
            }

            @Override
            public RecipientSet accepted(RunKey key, ExcludedRuns runs) {
                RecipientSet numbers = RecipientSet.of(DuplicateRecipient.skip);
                numbers.add(reached);
                return numbers;
            }
        };
        assertThat(real.mayBlock()).as("as far as is known").isTrue();

        DryRunJournal dry = new DryRunJournal(real);
        assertThat(dry.mayBlock()).isFalse();
        assertThat(dry.open(KEY, "text", DuplicateRecipient.skip).wasFinished()).isFalse();
        assertThat(dry.accepted(KEY, ANOTHER).contains(reached)).isTrue();
    }

    @Test
    void eachRefusalHasItsCodeAndNamesTheRun() {
        Map<JournalException, FailureCode> codes = Map.of(
                JournalException.busy(KEY, "another exchange"), FailureCode.RUN_BUSY,
                JournalException.textChanged(KEY), FailureCode.TEXT_CHANGED,
                JournalException.sourceChanged(KEY, "a.csv", null), FailureCode.RUN_FINISHED,
                JournalException.erased(KEY, Instant.EPOCH), FailureCode.RUN_ERASED,
                JournalException.excludedErased(KEY, "another"), FailureCode.LIST_REFUSED,
                JournalException.excludedMissing(KEY, "another"), FailureCode.LIST_REFUSED,
                JournalException.excludedHeld(KEY, "another"), FailureCode.JOURNAL_UNAVAILABLE,
                JournalException.excludedBusy(KEY, "another"), FailureCode.RUN_BUSY);
        codes.forEach((refusal, code) -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining("campaign=sale");
        });

        assertThat(JournalException.sourceChanged(KEY, "a.csv", null))
                .hasMessageContaining("(a.csv, now an unidentified source)");
        assertThat(JournalException.stopped(KEY).code()).isEqualTo(FailureCode.RUN_STOPPED);
        assertThat(JournalException.stopped(KEY))
                .hasMessageContaining("to continue, type resumeRun sale monday, or resumeRuns sale for all runs");
        IOException cause = new IOException("no route to host");
        assertThat(JournalException.unavailable("read", cause))
                .hasMessage("the journal cannot be read: no route to host")
                .hasCause(cause);
        assertThat(List.of(JournalException.theRest(KEY)))
                .containsExactly(
                        "; a new run (header CamelBulkSmsRun) sends to all recipients: add excludeRuns=monday to"
                                + " send only to those who have not received this one");
    }
}
