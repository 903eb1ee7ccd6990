package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.InvalidRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunLimitsTest {

    private static final List<String> LINES = List.of("381601234561", "rubbish", "381601234562");

    @Test
    void aListThatCanBeReadTwiceIsReadBeforehandWhereItsEndDecides() throws IOException {
        assertThat(RunLimits.NONE.readsBeforehand(list(LINES))).isFalse();
        assertThat(RunLimits.NONE.reasonToRefuse(list(LINES))).isNull();

        RunLimits valid = new RunLimits(InvalidRecipient.fail, Long.MAX_VALUE, 1);
        assertThat(valid.readsBeforehand(list(LINES))).isTrue();
        assertThat(valid.reasonToRefuse(list(LINES)))
                .startsWith("the recipient at 2 is invalid (invalidRecipient=fail): not a phone number");
        assertThat(valid.reasonToRefuse(list(List.of("381601234561")))).isNull();

        assertThat(atMost(2).reasonToRefuse(list(LINES))).isEqualTo("there are more than 2 recipients (maxRecipients)");
        assertThat(atMost(3).reasonToRefuse(list(LINES))).isNull();

        RecipientInput once = list(LINES.iterator());
        assertThat(atMost(2).readsBeforehand(once)).isFalse();
        assertThat(atMost(2).reasonToRefuse(once)).isNull();
    }

    @Test
    void oneRecipientMoreThanAllowedStopsARunAndAnInvalidOneOnlyWhereItMust() {
        Entry invalid = new Entry.Invalid(7, "rubbish", "no number");

        assertThat(atMost(2).reasonToStopAt(invalid, 2)).isNull();
        assertThat(atMost(2).reasonToStopAt(invalid, 3)).contains("more than 2 recipients");
        assertThat(new RunLimits(InvalidRecipient.fail, 2, 1).reasonToStopAt(invalid, 1))
                .isEqualTo("the recipient at 7 is invalid (invalidRecipient=fail): no number");
        assertThat(new RunLimits(InvalidRecipient.fail, 2, 1).reasonToStopAt(new Entry.Duplicate(7), 1))
                .isNull();
    }

    @Test
    void aTextMayHaveAsManySegmentsAsAllowed() {
        BulkMessage two = new BulkMessage("x".repeat(161), null, null, null);

        assertThatCode(() -> RunLimits.NONE.check(two)).doesNotThrowAnyException();
        assertThatCode(() -> new RunLimits(InvalidRecipient.skip, 1, 2).check(two))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new RunLimits(InvalidRecipient.skip, 1, 1).check(two))
                .hasMessageContaining("has 2 segments")
                .hasMessageContaining("161 characters");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, maxRecipients is 0", "1, 0, maxSegments is 0"})
    void limitsOfNothingAreRefused(long maxRecipients, int maxSegments, String message) {
        assertThatThrownBy(() -> new RunLimits(InvalidRecipient.skip, maxRecipients, maxSegments))
                .hasMessage(message + ": expected 1 or more");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    void batchesAndRequestsHaveBounds(int value) {
        assertThatThrownBy(() -> settings(value, 1)).hasMessage("batchSize is " + value + ": expected 1 to 1000");
        assertThatThrownBy(() -> settings(1, value))
                .hasMessage("concurrentRequests is " + value + ": expected 1 to 1000");
        assertThatCode(() -> settings(1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> settings(1000, 1000)).doesNotThrowAnyException();
    }

    private static RunSettings settings(int batchSize, int concurrentRequests) {
        return new RunSettings(
                batchSize, concurrentRequests, null, RunLimits.NONE, RetryPolicy.NEVER, UnknownOutcome.hold);
    }

    private static RunLimits atMost(long recipients) {
        return new RunLimits(InvalidRecipient.skip, recipients, 1);
    }

    private static RecipientInput list(Object body) {
        return RecipientInput.of(body, ListOptions.of(new PhoneNumberReader(NumberCheck.shape, null, null)))
                .orElseThrow();
    }
}
