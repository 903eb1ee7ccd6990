package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListRefusal;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.InvalidRecipient;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of a run is opened, or nothing is held. */
class RunOpeningTest {

    private static final StopReason OPERATOR = new StopReason(FailureCode.RUN_STOPPED, "an operator stopped it");

    private final List<String> steps = new ArrayList<>();
    private final IllegalStateException broken = new IllegalStateException("broken");
    private ProviderApi provider = body -> new AttemptResult.Accepted("R");
    private RunLimits limits = RunLimits.NONE;
    private ExcludedRuns excluded = ExcludedRuns.NONE;
    private StopCheck stop = StopCheck.NEVER;
    private int recipients = 3;
    private boolean canBeReadAgain = true;
    private boolean journalMayBlock;
    private boolean wasFinished;
    private boolean closingFails;
    private RuntimeException thrownByTheList;

    @ParameterizedTest
    @CsvSource({"false, false, false", "true, false, true", "false, true, true"})
    void itMayTakeLongWhereTheJournalMayBlockOrTheListIsReadTwice(boolean blocks, boolean twice, boolean expected) {
        journalMayBlock = blocks;
        limits = new RunLimits(twice ? InvalidRecipient.fail : InvalidRecipient.skip, Long.MAX_VALUE, 1);

        assertThat(opening().mayBlock()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunThatCannotBeOpenedIsGivenBackAsItWas(boolean finished) {
        wasFinished = finished;
        thrownByTheList = broken;

        assertThatThrownBy(() -> opening().open()).isSameAs(broken).hasNoSuppressedExceptions();
        assertThat(steps).containsExactly("journal opened", "list closed", "journal closed " + status(finished));
    }

    private static RunStatus status(boolean finished) {
        return finished ? RunStatus.FINISHED : RunStatus.OPEN;
    }

    @Test
    void whatElseFailsThenIsSaidBesides() {
        thrownByTheList = broken;
        closingFails = true;

        assertThatThrownBy(() -> opening().open()).isSameAs(broken).satisfies(e -> assertThat(e.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("the list is not closed", "the journal is not closed"));
    }

    @Test
    void aListOfNobodyIsRefusedAndTheJournalGivenBack() {
        recipients = 0;
        assertThatThrownBy(() -> opening().open())
                .isInstanceOf(ListRefusal.class)
                .hasMessageContaining("expected at least one line");

        canBeReadAgain = false;
        assertThatThrownBy(() -> opening().open())
                .isInstanceOf(ListRefusal.class)
                .hasMessageContaining("expected one that was not read");
        assertThat(steps).endsWith("journal closed OPEN");
    }

    @Test
    void aListThatIsRefusedBeforehandIsOpenedStoppedSoThatEverybodyIsNamed() throws IOException {
        limits = new RunLimits(InvalidRecipient.skip, 2, 1);
        OpenRun run = opening().open();

        assertThat(run.state().stopReason())
                .isEqualTo(
                        new StopReason(FailureCode.LIST_REFUSED, "there are more than 2 recipients (maxRecipients)"));
        assertThat(run.reader().hasNext()).isTrue();
    }

    @Test
    void aStopThatCameBeforeStopsItAtOnce() throws IOException {
        stop = () -> OPERATOR;
        assertThat(opening().open().state().stopReason()).isEqualTo(OPERATOR);
        stop = StopCheck.NEVER;
        assertThat(opening().open().state().isStopped()).isFalse();
    }

    @Test
    void ofAListThatCanBeReadOnceARouteThatStopsReadsNobodyAndSaysWhy() throws IOException {
        canBeReadAgain = false;
        stop = () -> StopReason.ROUTE_IS_STOPPING;
        OpenRun run = opening().open();

        assertThat(run.state().stopReason()).isEqualTo(StopReason.ROUTE_IS_STOPPING);
        assertThat(run.reader().read()).isZero();
        assertThat(run.reader().hasNext()).isFalse();
        assertThat(steps).containsExactly("journal opened");
    }

    @Test
    void whoHasTheMessageByAnotherRunIsADuplicate() throws IOException {
        excluded = ExcludedRuns.of("another");
        assertThat(duplicatesOf(opening().open())).isEqualTo(1);

        excluded = ExcludedRuns.NONE;
        assertThat(duplicatesOf(opening().open())).isZero();
    }

    @Test
    void onlyADryRunHasABill() throws IOException {
        Segments one = Segments.of("Hello");
        assertThat(opening().open().state().outcomes().result(one, 0, OPERATOR).bill())
                .isNull();

        provider = ProviderApi.DRY_RUN;
        assertThat(opening().open().state().outcomes().result(one, 0, OPERATOR).bill())
                .isNotNull();
    }

    private RunOpening opening() {
        return new RunOpening(
                new SendRequest(
                        new Run("sale", "r"), 0, new BulkMessage("Hello", null, null, null), new Numbers(), excluded),
                new RunSettings(
                        10,
                        1,
                        new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate),
                        limits,
                        RetryPolicy.NEVER,
                        UnknownOutcome.hold),
                new SendContext(
                        provider,
                        RateLimiter.NONE,
                        new RequestPermits(1),
                        journal(),
                        new SendMetrics(),
                        Compliance.NONE),
                stop);
    }

    private static long duplicatesOf(OpenRun run) {
        run.state().stop(OPERATOR);
        run.reader().readRest();
        return run.state().counts().duplicates();
    }

    private Journal journal() {
        return new Journal() {
            @Override
            public RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates) {
                steps.add("journal opened");
                return new ClosingJournal();
            }

            @Override
            public boolean mayBlock() {
                return journalMayBlock;
            }

            @Override
            public RecipientSet accepted(RunKey key, ExcludedRuns runs) {
                RecipientSet numbers = RecipientSet.of(DuplicateRecipient.skip);
                numbers.add(number(2));
                return numbers;
            }
        };
    }

    private static ValidEntry number(long position) {
        return new ValidEntry(position, new Recipient(Long.toString(381_601_000_000L + position), null));
    }

    private final class ClosingJournal implements RunJournal {

        @Override
        public PriorOutcomes priorOutcomes() {
            return new PriorOutcomes(DuplicateRecipient.skip);
        }

        @Override
        public boolean wasFinished() {
            return wasFinished;
        }

        @Override
        public long begin(RecipientBatch batch) {
            throw new AssertionError("nothing is begun while a run is opened");
        }

        @Override
        public void finish(long attempt, AttemptResult outcome) {
            throw new AssertionError("nothing was begun");
        }

        @Override
        public void close(RunStatus status, Reading reading) {
            steps.add("journal closed " + status);
            if (closingFails) {
                throw new IllegalStateException("the journal is not closed");
            }
        }
    }

    private final class Numbers implements RecipientInput {

        @Override
        public RecipientSource open() {
            return new RecipientSource() {
                private int read;

                @Override
                public Entry next() {
                    if (thrownByTheList != null) {
                        throw thrownByTheList;
                    }
                    return read == recipients ? null : number(++read);
                }

                @Override
                public void close() {
                    steps.add("list closed");
                    if (closingFails) {
                        throw new IllegalStateException("the list is not closed");
                    }
                }
            };
        }

        @Override
        public boolean canBeReadAgain() {
            return canBeReadAgain;
        }
    }
}
