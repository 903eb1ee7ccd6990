package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.InvalidRecipient;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How a list is cut into batches, and how far it is read after a stop. */
class BatchReaderTest {

    private static final StopReason OPERATOR = new StopReason(FailureCode.RUN_STOPPED, "an operator stopped it");

    private final RunState state = new RunState(new OutcomeRecorder(new Run("sale", "monday"), null));
    private final Batch batch = new Batch();
    private StopReason stopped;
    private String refusal;
    private long maxRecipients = Long.MAX_VALUE;
    private boolean canBeReadAgain = true;
    private Predicate<ValidEntry> isNew = entry -> false;
    private boolean isClosed;

    @Test
    void batchesAreNumberedAndFullButForTheLast() throws IOException {
        BatchReader reader = started(5, BatchReaderTest::valid);

        for (int number = 1; number <= 3; number++) {
            assertThat(reader.hasNext()).isTrue();
            reader.fill(batch);
            assertThat(batch.number()).isEqualTo(number);
            assertThat(batch.size()).isEqualTo(number < 3 ? 2 : 1);
            assertThat(batch.position(0)).isEqualTo(2L * number - 1);
        }
        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.read()).isEqualTo(5);
        assertThat(reader.outsidePlan()).isEqualTo(7);
        reader.fill(batch);
        assertThat(batch.isEmpty()).isTrue();
        assertThat(state.isStopped()).isFalse();
        reader.close();
        assertThat(isClosed).isTrue();
    }

    @Test
    void whatIsNotSentToIsRecordedOnTheWay() throws IOException {
        BatchReader reader = started(6, i -> i % 2 == 0 ? valid(i) : new Entry.Duplicate(i));
        reader.fill(batch);

        assertThat(batch.size()).isEqualTo(2);
        assertThat(state.counts().duplicates()).isEqualTo(3);
        assertThat(reader.hasNext()).isTrue();
    }

    @Test
    void ofAStoppedRunThatCanBeReadAgainEverybodyHasAnOutcome() throws IOException {
        BatchReader reader = started(30_000, BatchReaderTest::valid);
        state.stop(OPERATOR);
        reader.fill(batch);
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.number()).isZero();
        reader.readRest();

        assertThat(state.counts().unsent()).isEqualTo(30_000);
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void ofASourceThatMayHaveNoEndSomeAreReadAfterAStop() throws IOException {
        canBeReadAgain = false;
        BatchReader reader = started(Long.MAX_VALUE, BatchReaderTest::valid);
        state.stop(OPERATOR);
        reader.readRest();

        assertThat(state.counts().unsent()).isEqualTo(10_001);
        assertThat(state.outcomes().firstProblem()).startsWith("reading stopped here");
    }

    @Test
    void whenItsRouteStopsNoMoreOfItIsRead() throws IOException {
        canBeReadAgain = false;
        BatchReader reader = started(Long.MAX_VALUE, BatchReaderTest::valid);
        state.stop(StopReason.ROUTE_IS_STOPPING);
        reader.readRest();

        assertThat(state.counts().unsent()).isEqualTo(1);
    }

    @Test
    void aListWithoutAnybodyToSendToHearsOfAStopAfterAThousandEntries() throws IOException {
        stopped = OPERATOR;
        canBeReadAgain = false;
        BatchReader reader = started(Long.MAX_VALUE, Entry.Duplicate::new);

        assertThat(state.stopReason()).isEqualTo(OPERATOR);
        assertThat(reader.read()).isEqualTo(1000 + 10_000);
    }

    @Test
    void whatTheSourceRefusesAtItsBeginningStopsTheRun() throws IOException {
        refusal = "two columns may be the phone";
        started(3, BatchReaderTest::valid);

        assertThat(state.stopReason()).isEqualTo(new StopReason(FailureCode.LIST_REFUSED, refusal));
    }

    @Test
    void whatTheSourceFindsLaterIsLookedAtWithTheNextEntryThatIsNotValid() throws IOException {
        BatchReader reader = started(4, i -> i == 3 ? new Entry.Invalid(i, "x", "no number") : valid(i));
        refusal = "most are invalid";
        assertThat(state.isStopped()).isFalse();
        reader.fill(batch);

        assertThat(state.stopReason()).isEqualTo(new StopReason(FailureCode.LIST_REFUSED, refusal));
        assertThat(batch.isEmpty()).isTrue();
        reader.readRest();
        assertThat(state.counts().unsent()).isEqualTo(3);
        assertThat(state.counts().invalid()).isEqualTo(1);
    }

    @Test
    void whoIsNewToAFinishedRunStopsItWithAWayOut() throws IOException {
        isNew = entry -> true;
        started(3, BatchReaderTest::valid);

        assertThat(state.stopReason().code()).isEqualTo(FailureCode.RUN_FINISHED);
        assertThat(state.stopReason().text()).contains("its list has changed").contains("excludeRuns=monday");
    }

    @Test
    void aSourceThatBreaksStopsTheRunAndWhoWasReadIsUnsent() throws IOException {
        LongFunction<Entry> breaking = i -> {
            if (i == 3) {
                throw new IllegalStateException("disk gone");
            }
            return valid(i);
        };
        BatchReader reader = started(9, breaking);
        reader.fill(batch);

        assertThat(batch.isEmpty()).isTrue();
        assertThat(state.counts().unsent()).isEqualTo(2);
        assertThat(state.stopReason().code()).isEqualTo(FailureCode.READING_FAILED);
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void aSourceThatBreaksAfterAStopIsSaidToHaveDoneSo() throws IOException {
        BatchReader reader = started(6, i -> {
            if (i == 4) {
                throw new IllegalStateException("cut");
            }
            return valid(i);
        });
        state.stop(OPERATOR);
        reader.readRest();

        assertThat(state.stopReason()).isEqualTo(OPERATOR);
        assertThat(state.counts().unsent()).isEqualTo(3);
        assertThat(state.outcomes().firstProblem())
                .contains("the remaining entries were not read")
                .contains("cut");
    }

    @Test
    void aLimitThatIsReachedStopsTheRun() throws IOException {
        maxRecipients = 4;
        BatchReader reader = started(6, BatchReaderTest::valid);
        reader.fill(batch);
        reader.fill(batch);

        assertThat(state.stopReason().text()).isEqualTo("there are more than 4 recipients (maxRecipients)");
    }

    private BatchReader started(long entries, LongFunction<Entry> entry) throws IOException {
        RunSettings settings = new RunSettings(
                2,
                1,
                new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate),
                new RunLimits(InvalidRecipient.skip, maxRecipients, 1),
                RetryPolicy.NEVER,
                UnknownOutcome.hold);
        RecipientSource source = new RecipientSource() {
            private long read;

            @Override
            public Entry next() {
                return read == entries ? null : entry.apply(++read);
            }

            @Override
            public String reasonToStop() {
                return refusal;
            }

            @Override
            public long outsidePlan() {
                return 7;
            }

            @Override
            public void close() {
                isClosed = true;
            }
        };
        RecipientInput input = new RecipientInput() {
            @Override
            public RecipientSource open() {
                return source;
            }

            @Override
            public boolean canBeReadAgain() {
                return canBeReadAgain;
            }
        };
        BatchReader reader =
                new BatchReader(new RunKey("sale", "monday", 0), source, settings, state, () -> stopped, isNew, input);
        reader.start();
        return reader;
    }

    private static Entry valid(long position) {
        return new ValidEntry(position, new Recipient(Long.toString(381_601_000_000L + position), null));
    }
}
