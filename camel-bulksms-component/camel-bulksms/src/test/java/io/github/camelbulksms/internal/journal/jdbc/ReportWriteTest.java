package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.DeliveryReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportWriteTest {

    private static final String EARLY = "2026-10-21T14:05:36.000001Z";
    private static final String LATE = "2026-10-21T14:05:36.000002Z";

    @Test
    void theyAreInTheOrderOfTheirKeys() {
        List<ReportWrite> inOrder = List.of(
                write("A", "x", 200, EARLY),
                write("A", "x", 200, LATE),
                write("A", "x", 507, EARLY),
                write("A", "y", 200, EARLY),
                write("B", "x", 200, EARLY));

        for (int i = 0; i < inOrder.size(); i++) {
            for (int j = 0; j < inOrder.size(); j++) {
                assertThat(Integer.signum(inOrder.get(i).compareTo(inOrder.get(j))))
                        .as("%s and %s", i, j)
                        .isEqualTo(Integer.compare(i, j));
                assertThat(hasKeyOf(inOrder.get(i), inOrder.get(j))).isEqualTo(i == j);
            }
        }
    }

    private static boolean hasKeyOf(ReportWrite one, ReportWrite other) {
        Object[] key = other.key();
        return one.hasKey((byte[]) key[0], (byte[]) key[1], (int) key[2], (long) key[3]);
    }

    @Test
    void theTimeIsInMicrosecondsAndOneThatIsNotUnderstoodIsNegativeAndTheSameForTheSameText() {
        assertThat(micros("1970-01-01T00:00:00Z")).isZero();
        assertThat(micros("1970-01-01T00:00:01.000002Z")).isEqualTo(1_000_002);
        assertThat(micros(null)).isEqualTo(-1);
        assertThat(micros("yesterday"))
                .isNegative()
                .isEqualTo(micros("yesterday"))
                .isNotEqualTo(micros("today"));
        assertThat(micros("1969-12-31T23:59:59Z")).as("before all reports").isLessThan(-1);
    }

    private static long micros(String updatedOn) {
        return (long) write("A", "x", 200, updatedOn).key()[3];
    }

    @Test
    void itIsNewOrProcessed() {
        DeliveryReport report = report("A", "x", 200, EARLY);
        assertThat(ReportWrite.ofNew(report, new byte[] {1}).isNew()).isTrue();
        assertThat(ReportWrite.ofNew(report, new byte[] {1}).raw()).containsExactly(1);
        assertThat(ReportWrite.ofProcessed(report).isNew()).isFalse();
        assertThat(ReportWrite.ofProcessed(report).raw()).isNull();
        assertThat(ReportWrite.ofProcessed(report).report()).isSameAs(report);
    }

    private static ReportWrite write(String reference, String session, int code, String updatedOn) {
        return ReportWrite.ofNew(report(reference, session, code, updatedOn), null);
    }

    private static DeliveryReport report(String reference, String session, int code, String updatedOn) {
        return new DeliveryReport(reference, session, code, "", updatedOn, null, List.of(), Map.of());
    }
}
