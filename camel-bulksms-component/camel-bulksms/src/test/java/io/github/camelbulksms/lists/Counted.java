package io.github.camelbulksms.lists;

import java.util.List;
import org.apache.camel.Exchange;

/** The counts that an exchange carries in its headers. */
record Counted(long read, long accepted, long invalid, long sumOfOutcomes) {

    private static final List<String> OUTCOMES =
            List.of("Accepted", "Invalid", "Duplicates", "Suppressed", "Postponed", "Refused", "Unsent", "Unknown");

    /** All zero when the exchange carries none: the list was refused as a whole. */
    static Counted of(Exchange done) {
        long sum = OUTCOMES.stream().mapToLong(outcome -> count(done, outcome)).sum();
        return new Counted(count(done, "Read"), count(done, "Accepted"), count(done, "Invalid"), sum);
    }

    private static long count(Exchange done, String name) {
        return done.getMessage().getHeader("CamelBulkSms" + name, 0L, Long.class);
    }
}
