package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.BulkSmsConfiguration;
import io.github.camelbulksms.MemorySuppressionList;
import io.github.camelbulksms.benchmarks.Lists.Numbers;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** People who get nothing, none of whom is in the lists: all that is measured is to look for them. */
final class Suppressed {

    private static final int MANY = 10_000_000;

    /** Behind those that the lists take. */
    private static final int FIRST = 50_000_000;

    private Suppressed() {}

    static void suppressMany(BulkSmsConfiguration configuration) {
        MemorySuppressionList list = new MemorySuppressionList();
        for (int i = 0; i < MANY; i++) {
            list.suppress(Long.toString(Numbers.SHUFFLED.number(FIRST + i)));
        }
        configuration.setSuppressionList(list);
        // an hour in the other half of the day than now, and not far from it in any season
        LocalTime begin = LocalTime.now(ZoneOffset.UTC).plusHours(12);
        DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm");
        configuration.setQuietHours(
                begin.format(minutes) + "-" + begin.plusHours(1).format(minutes));
    }
}
