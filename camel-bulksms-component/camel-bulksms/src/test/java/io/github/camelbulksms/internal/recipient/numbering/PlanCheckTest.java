package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCheckTest {

    private final List<PhoneMetadata> serbia = PlanMetadata.ofCallingCode(381);

    @Test
    void aPlanThatJudgesAsLibphonenumberPasses() {
        CallingCodePlan plan = CallingCodePlan.of(serbia);
        assertThatCode(() -> PlanCheck.check(381, serbia, plan)).doesNotThrowAnyException();
    }

    @Test
    void aPlanThatJudgesOtherwiseIsNoticed() {
        CallingCodePlan german = CallingCodePlan.of(PlanMetadata.ofCallingCode(49));
        assertThatThrownBy(() -> PlanCheck.check(381, serbia, german))
                .isInstanceOf(UnreadablePlanException.class)
                .hasMessageContaining("+381");
    }

    @Test
    void aPlanThatIsNotUnderstoodLeavesItsNumbersToLibphonenumber() {
        assertThat(CallingCodePlan.LEFT_TO_LIBPHONENUMBER.status("601234567")).isSameAs(NumberStatus.UNDECIDED);
    }
}
