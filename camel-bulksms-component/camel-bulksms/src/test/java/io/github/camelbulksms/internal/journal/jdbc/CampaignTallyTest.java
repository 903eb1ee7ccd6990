package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignTallyTest {

    private static final Recipient ANYBODY = new Recipient("381601234567", null);

    private final CampaignTally tally = new CampaignTally();

    @Test
    void everybodyIsCountedOnceByHowItEndedForThem() {
        for (int code = 0; code < 1000; code++) {
            tally.recipient(ANYBODY, Outcome.ACCEPTED, "R", new ReportedOutcome("R", DeliveryStatus.of(code), null, 1));
        }
        tally.recipient(ANYBODY, Outcome.ACCEPTED, "R", null);
        tally.recipient(ANYBODY, Outcome.UNKNOWN, null, null);
        tally.notAccepted(RecipientOutcome.of(Outcome.UNKNOWN, 1, ANYBODY, "held"));
        tally.notAccepted(RecipientOutcome.of(Outcome.REFUSED, 2, ANYBODY, "no"));
        tally.notAccepted(RecipientOutcome.of(Outcome.REFUSED, 3, ANYBODY, "no"));
        tally.uncorrelated(3);
        tally.uncorrelated(4);
        CampaignTotals totals = tally.totals("sale", 2, 5, 6);

        assertThat(totals.runs()).isEqualTo(2);
        assertThat(totals.read()).isEqualTo(5);
        assertThat(totals.attempts()).isEqualTo(6);
        assertThat(totals.accepted()).isEqualTo(1001);
        assertThat(totals.unknown()).isEqualTo(2);
        assertThat(totals.notAccepted()).containsExactly(Map.entry("refused", 2L));
        assertThat(totals.uncorrelated()).isEqualTo(7);
        assertThat(totals.delivered()).isEqualTo(codes(DeliveryStatus.Kind.DELIVERED));
        assertThat(totals.optedOut()).isEqualTo(codes(DeliveryStatus.Kind.OPTED_OUT));
        assertThat(totals.failed())
                .isEqualTo(codes(DeliveryStatus.Kind.FAILED)
                        + codes(DeliveryStatus.Kind.BLOCKED)
                        + codes(DeliveryStatus.Kind.TEMPORARY))
                .isPositive();
        assertThat(totals.failedByReason().values()).containsOnly(1L);
        assertThat(totals.delivered() + totals.optedOut() + totals.failed() + totals.unconfirmed() + totals.pending())
                .isEqualTo(1001);
        assertThat(totals.unconfirmed()).isEqualTo(finalAndUnknown(true));
        assertThat(totals.pending()).isEqualTo(1 + codes(DeliveryStatus.Kind.PENDING) + finalAndUnknown(false));
    }

    private static long codes(DeliveryStatus.Kind kind) {
        return IntStream.range(0, 1000)
                .filter(code -> DeliveryStatus.of(code).kind() == kind)
                .count();
    }

    private static long finalAndUnknown(boolean isFinal) {
        return IntStream.range(0, 1000)
                .mapToObj(DeliveryStatus::of)
                .filter(status -> status.kind() == DeliveryStatus.Kind.UNKNOWN && status.isFinal() == isFinal)
                .count();
    }
}
