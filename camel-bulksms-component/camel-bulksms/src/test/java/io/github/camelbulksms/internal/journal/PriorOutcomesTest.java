package io.github.camelbulksms.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is not sent to again, and the sources that leave them out. */
class PriorOutcomesTest {

    private static final Recipient ANA = new Recipient("381601234561", null);
    private static final Recipient BEN = new Recipient("381601234562", null);
    private static final Recipient CLEO = new Recipient("381601234563", null);

    private final PriorOutcomes prior = new PriorOutcomes(DuplicateRecipient.skip);

    @Test
    void whatIsNotRememberedMayBeSentTo() {
        for (Outcome outcome :
                List.of(Outcome.INVALID, Outcome.DUPLICATE, Outcome.POSTPONED, Outcome.REFUSED, Outcome.UNSENT)) {
            prior.enter(RecipientBatch.of(List.of(ANA)), outcome);
        }

        assertThat(prior.of(ANA)).isNull();
        assertThat(prior.isEmpty()).isTrue();
        assertThat(prior.size()).isZero();
        assertThat(prior.mayHaveReachedAny()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "UNKNOWN", "SUPPRESSED"})
    void whatIsRememberedIsKnownOfThatRecipientAlone(Outcome outcome) {
        prior.enter(RecipientBatch.of(List.of(ANA)), outcome);

        assertThat(prior.of(ANA)).isEqualTo(outcome);
        assertThat(prior.of(BEN)).isNull();
        assertThat(prior.isEmpty()).isFalse();
        assertThat(prior.size()).isEqualTo(1);
        assertThat(prior.mayHaveReachedAny()).isEqualTo(outcome != Outcome.SUPPRESSED);
    }

    @Test
    void acceptedComesBeforeUnknown() {
        prior.enter(RecipientBatch.of(List.of(ANA)), Outcome.UNKNOWN);
        prior.enter(RecipientBatch.of(List.of(ANA)), Outcome.ACCEPTED);

        assertThat(prior.of(ANA)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void inARunThatIsHeldAllOthersAreUnknown() {
        prior.enter(RecipientBatch.of(List.of(ANA)), Outcome.ACCEPTED);
        prior.holdOthers();

        assertThat(prior.of(ANA)).isEqualTo(Outcome.ACCEPTED);
        assertThat(prior.of(BEN)).isEqualTo(Outcome.UNKNOWN);
        assertThat(new PriorOutcomes(DuplicateRecipient.skip).isEmpty()).isTrue();
        PriorOutcomes held = new PriorOutcomes(DuplicateRecipient.skip);
        held.holdOthers();
        assertThat(held.isEmpty()).isFalse();
        assertThat(held.mayHaveReachedAny()).isTrue();
    }

    @Test
    void whoWasErasedIsSuppressedWhateverWasRemembered() {
        prior.enter(RecipientBatch.of(List.of(ANA)), Outcome.ACCEPTED);
        prior.setErased(number -> number == 381_601_234_561L);

        assertThat(prior.isErased(381_601_234_561L)).isTrue();
        assertThat(prior.isErased(381_601_234_562L)).isFalse();
        assertThat(prior.of(ANA)).isEqualTo(Outcome.SUPPRESSED);
        assertThat(prior.of(BEN)).isNull();
        PriorOutcomes erased = new PriorOutcomes(DuplicateRecipient.skip);
        erased.setErased(number -> false);
        assertThat(erased.isEmpty()).isFalse();
        assertThat(erased.mayHaveReachedAny()).isTrue();
    }

    @Test
    void anotherRunLeavesOutWhoMayHaveTheMessage() {
        prior.enter(RecipientBatch.of(List.of(ANA)), Outcome.ACCEPTED);
        prior.enter(RecipientBatch.of(List.of(BEN)), Outcome.UNKNOWN);
        prior.enter(RecipientBatch.of(List.of(CLEO)), Outcome.SUPPRESSED);
        RecipientSet numbers = RecipientSet.of(DuplicateRecipient.skip);
        prior.addNumbersTo(numbers);

        assertThat(numbers.contains(entry(1, ANA))).isTrue();
        assertThat(numbers.contains(entry(2, BEN))).isTrue();
        assertThat(numbers.contains(entry(3, CLEO))).isFalse();
        assertThatThrownBy(() -> new PriorOutcomes(DuplicateRecipient.send).addNumbersTo(numbers))
                .hasMessageContaining("expected a dataSource");
    }

    @Test
    void whoWasAcceptedBeforeComesWithThatOutcomeAndUnknownOnesAsTheOptionSays() throws IOException {
        prior.enter(RecipientBatch.of(List.of(ANA)), Outcome.ACCEPTED);
        prior.enter(RecipientBatch.of(List.of(BEN)), Outcome.UNKNOWN);
        Entry invalid = new Entry.Invalid(4, "rubbish", "no number");
        Entry cleo = entry(3, CLEO);

        Listed list = new Listed(entry(1, ANA), entry(2, BEN), cleo, invalid);
        RecipientSource hold = PriorOutcomesSource.of(list, prior, UnknownOutcome.hold);
        assertThat(hold.next()).isEqualTo(new Entry.PriorOutcome(1, ANA, Outcome.ACCEPTED));
        assertThat(hold.next()).isEqualTo(new Entry.PriorOutcome(2, BEN, Outcome.UNKNOWN));
        assertThat(hold.next()).isSameAs(cleo);
        assertThat(hold.next()).isSameAs(invalid);
        assertThat(hold.next()).isNull();
        assertIsOf(hold, list);

        Entry ben = entry(2, BEN);
        RecipientSource resend = PriorOutcomesSource.of(new Listed(entry(1, ANA), ben), prior, UnknownOutcome.resend);
        assertThat(resend.next()).isInstanceOf(Entry.PriorOutcome.class);
        assertThat(resend.next()).isSameAs(ben);
    }

    @Test
    void whoGotItByAnotherRunComesAsADuplicate() throws IOException {
        RecipientSet excluded = RecipientSet.of(DuplicateRecipient.skip);
        Listed source = new Listed(entry(1, ANA));
        assertThat(ExcludingSource.of(source, excluded)).isSameAs(source);
        assertThat(PriorOutcomesSource.of(source, prior, UnknownOutcome.hold)).isSameAs(source);

        excluded.add(entry(9, ANA));
        Entry ben = entry(2, BEN);
        Listed list = new Listed(entry(1, ANA), ben);
        RecipientSource excluding = ExcludingSource.of(list, excluded);
        assertThat(excluding.next()).isEqualTo(new Entry.Duplicate(1));
        assertThat(excluding.next()).isSameAs(ben);
        assertIsOf(excluding, list);
    }

    private static void assertIsOf(RecipientSource source, Listed list) throws IOException {
        assertThat(source.form()).isEqualTo(ListForm.ROWS);
        assertThat(source.reasonToStop()).isEqualTo("enough");
        assertThat(source.outsidePlan()).isEqualTo(7);
        source.close();
        assertThat(list.isClosed).isTrue();
    }

    private static ValidEntry entry(long position, Recipient recipient) {
        return new ValidEntry(position, recipient);
    }

    /** Entries, and then no more. */
    private static final class Listed implements RecipientSource {

        private final Iterator<Entry> entries;
        private boolean isClosed;

        Listed(Entry... entries) {
            this.entries = List.of(entries).iterator();
        }

        @Override
        public Entry next() {
            return entries.hasNext() ? entries.next() : null;
        }

        @Override
        public ListForm form() {
            return ListForm.ROWS;
        }

        @Override
        public String reasonToStop() {
            return "enough";
        }

        @Override
        public long outsidePlan() {
            return 7;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
