package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.recipient.SessionIds;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportIdTest {

    @Test
    void anIdIsReadBackAsItWas() {
        String generated = new SessionIds("sale", "1").of("381601234567");
        for (String id : List.of(
                "B562A981D0E0010488434B07861B1862",
                "b562a981d0e0010488434b07861b1862",
                generated,
                "",
                "é",
                "x".repeat(250))) {
            assertThat(ReportId.of(id).text()).isEqualTo(id);
        }
        assertThat(ReportId.of("B562A981D0E0010488434B07861B1862").bytes()).hasSize(17);
        assertThat(ReportId.of(generated).bytes()).hasSize(21);
    }

    @Test
    void whatNoColumnTakesIsOnlyKnownAgain() {
        assertThat(ReportId.of(null).text()).isNull();
        for (String id : List.of("x".repeat(251), "half \uD800")) {
            assertThat(ReportId.of(id).text()).isNull();
            assertThat(ReportId.of(id).bytes()).isEqualTo(ReportId.of(id).bytes());
            assertThat(ReportId.of(id).bytes())
                    .isNotEqualTo(ReportId.of(id + "y").bytes());
        }
    }
}
