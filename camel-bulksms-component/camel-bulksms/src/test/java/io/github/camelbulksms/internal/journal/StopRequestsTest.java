package io.github.camelbulksms.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.journal.StopRequests.Wish;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopRequestsTest {

    private static final StopRequests ONE_RUN = new StopRequests(
            Set.of(new Wish("sale", "monday"), new Wish("sale", "tuesday"), new Wish("other", "monday")));
    private static final StopRequests CAMPAIGN = new StopRequests(
            Set.of(new Wish("sale", RunRegister.ALL_RUNS), new Wish("sale", "monday"), new Wish("other", "monday")));

    @Test
    void aRunIsStoppedByItsNameOrWithItsCampaign() {
        assertThat(ONE_RUN.stop("sale", "monday")).isTrue();
        assertThat(ONE_RUN.stop("sale", "wednesday")).isFalse();
        assertThat(ONE_RUN.stopAll("sale")).isFalse();
        assertThat(CAMPAIGN.stop("sale", "wednesday")).isTrue();
        assertThat(CAMPAIGN.stop("other", "wednesday")).isFalse();
        assertThat(StopRequests.NONE.stop("sale", "monday")).isFalse();
    }

    @Test
    void aRunThatIsResumedLeavesTheOthersStopped() {
        assertThat(ONE_RUN.without("sale", "monday").wishes())
                .containsExactlyInAnyOrder(new Wish("sale", "tuesday"), new Wish("other", "monday"));
    }

    @Test
    void aCampaignIsResumedWithAllOfItsRuns() {
        assertThat(CAMPAIGN.without("sale", RunRegister.ALL_RUNS).wishes())
                .containsExactly(new Wish("other", "monday"));
    }

    @Test
    void oneRunOfAStoppedCampaignIsNotResumedByItself() {
        assertThatThrownBy(() -> CAMPAIGN.without("sale", "monday"))
                .hasMessage("campaign=sale is stopped as a whole: expected resumeRuns sale for all of its runs");
    }
}
