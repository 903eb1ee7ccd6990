package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.time.Instant;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Instant MORNING = Instant.parse("2026-11-27T06:00:00Z");

    private final Batch batch = new Batch();

    BatchTest() {
        fill(5);
    }

    @Test
    void whoStaysKeepsTheirPlaceInTheListWhenOthersAreLeftOut() {
        batch.leaveOut(BitSet.valueOf(new long[] {0b01010}), Outcome.POSTPONED, index -> "quiet " + index);

        assertThat(batch.recipients())
                .extracting(Recipient::phoneNumber)
                .containsExactly("381601234561", "381601234563", "381601234565");
        assertThat(IntStream.range(0, batch.size()).mapToLong(batch::position)).containsExactly(10L, 30L, 50L);
        assertThat(batch.leftOut())
                .extracting(RecipientOutcome::position, RecipientOutcome::text, RecipientOutcome::reason)
                .containsExactly(tuple(20L, "381601234562", "quiet 1"), tuple(40L, "381601234564", "quiet 3"));
    }

    @Test
    void aBatchOfManyKnowsWhereEachStood() {
        fill(100);

        assertThat(IntStream.range(0, 100).mapToLong(batch::position))
                .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(i -> 10L * i).toList());
    }

    /** As many as there is room for before it grows. */
    @Test
    void ofAFullBatchSomebodyIsLeftOutLikeOfAnyOther() {
        fill(64);
        batch.leaveOut(BitSet.valueOf(new long[] {1}), Outcome.SUPPRESSED, index -> "opted out");

        assertThat(batch.size()).isEqualTo(63);
        assertThat(batch.position(0)).isEqualTo(20);
        assertThat(batch.position(62)).isEqualTo(640);
    }

    @Test
    void theEarliestMomentAtWhichSomebodyMayBeSentToCounts() {
        batch.noteResumeAt(null);
        assertThat(batch.resumeAt()).isNull();
        batch.noteResumeAt(MORNING);
        batch.noteResumeAt(MORNING.plusSeconds(1));
        batch.noteResumeAt(null);
        assertThat(batch.resumeAt()).isEqualTo(MORNING);
        batch.noteResumeAt(MORNING.minusSeconds(1));
        assertThat(batch.resumeAt()).isEqualTo(MORNING.minusSeconds(1));
    }

    @Test
    void emptiedItKnowsNothingOfThoseBefore() {
        batch.noteResumeAt(MORNING);
        batch.leaveOut(BitSet.valueOf(new long[] {1}), Outcome.POSTPONED, index -> "quiet");
        batch.markMayBeOut();

        batch.reset(7);
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.leftOut()).isEmpty();
        assertThat(batch.resumeAt()).isNull();
        assertThat(batch.number()).isEqualTo(7);
        assertThat(batch.phase()).isEqualTo(Batch.Phase.NOT_ACCEPTED);
    }

    private void fill(int recipients) {
        batch.reset(1);
        for (int i = 1; i <= recipients; i++) {
            batch.add(new ValidEntry(10L * i, new Recipient(Long.toString(381_601_234_560L + i), null)));
        }
    }
}
