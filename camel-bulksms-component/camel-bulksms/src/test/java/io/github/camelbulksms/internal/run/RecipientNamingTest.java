package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecipientNamingTest {

    private static final Recipient ANYBODY = new Recipient("381601234567", null);
    private static final Supplier<Recipient> NO_MEMORY = () -> {
        throw new OutOfMemoryError("no memory left");
    };

    private final RecipientNaming naming = new RecipientNaming();

    @AfterEach
    void close() {
        naming.outcomes().close();
    }

    @Test
    void theAnswerHasEverybodyAndTheNamesOnlyThoseWhoDidNotGetIt() {
        naming.one(1, Outcome.ACCEPTED, () -> ANYBODY, "accepted since an earlier attempt");
        naming.one(2, Outcome.UNKNOWN, () -> ANYBODY, "unknown since an earlier attempt");
        naming.leftOut(RecipientOutcome.of(Outcome.POSTPONED, 3, ANYBODY, "quiet hours"));
        naming.seal(ListForm.LINES);

        assertThat(naming.shortList())
                .extracting(RecipientOutcome::position, RecipientOutcome::reason)
                .containsExactly(tuple(1, null), tuple(2, "unknown since an earlier attempt"), tuple(3, "quiet hours"));
        assertThat(positions()).containsExactly(2L, 3L);
        assertThat(naming.failure()).isNull();
    }

    private static Tuple tuple(long position, String reason) {
        return Tuple.tuple(position, reason);
    }

    @Test
    void afterOneWhoCannotBeNamedNobodyIsSoThatNobodyIsTakenForAccepted() {
        naming.one(1, Outcome.UNSENT, () -> ANYBODY, "busy");
        naming.one(2, Outcome.UNSENT, NO_MEMORY, "busy");
        naming.one(3, Outcome.UNSENT, () -> ANYBODY, "busy");
        naming.seal(ListForm.LINES);

        assertThat(naming.failure()).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(naming::named).hasMessageContaining("not all recipients can be named");
        try (Stream<RecipientOutcome> spooled = naming.outcomes().stream()) {
            assertThat(spooled).extracting(RecipientOutcome::position).containsExactly(1L);
        }
    }

    @Test
    void whoCannotBeAnsweredLeavesTheCountsAloneAndTheFirstFailureStays() {
        naming.one(1, Outcome.ACCEPTED, NO_MEMORY, null);
        naming.one(
                2,
                Outcome.ACCEPTED,
                () -> {
                    throw new IllegalStateException("second");
                },
                null);

        assertThat(naming.failure()).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void ofALongListTooItIsNotedThatOneCannotBeNamed() {
        for (int i = 0; i <= BulkSmsResult.MAX_RECIPIENTS; i++) {
            naming.duplicate(new Entry.Duplicate(i));
        }
        assertThat(naming.shortList()).isNull();
        naming.one(5000, Outcome.UNSENT, NO_MEMORY, "busy");

        assertThat(naming.failure()).isInstanceOf(OutOfMemoryError.class);
    }

    private List<Long> positions() {
        try (Stream<RecipientOutcome> named = naming.named()) {
            return named.map(RecipientOutcome::position).toList();
        }
    }
}
