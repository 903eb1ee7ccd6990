package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.camel.Handler;

/** Prints what became of each list, and remembers how it went. */
public class CampaignSummary {

    private static final int SHOWN = 3;

    private final PrintStream out;
    private final Queue<BulkSmsResult> results = new ConcurrentLinkedQueue<>();

    public CampaignSummary(PrintStream out) {
        this.out = out;
    }

    @Handler
    public void print(BulkSmsResult result) {
        result.problems().forEach(out::println);
        try (Stream<RecipientOutcome> invalid = result.recipients(Outcome.INVALID)) {
            invalid.limit(SHOWN).forEach(out::println);
        }
        results.add(result);
    }

    /** A line for each list, with what was reported of it. */
    void printLast(Campaigns campaigns) throws SQLException {
        for (BulkSmsResult result : results) {
            CampaignTotals totals = campaigns.totals(result.campaign(), result.run());
            out.printf(
                    "%s delivered=%d failed=%d pending=%d%n",
                    result, totals.delivered(), totals.failed(), totals.pending());
        }
    }

    /** Whether so many lists ended, and all recipients were sent to, except invalid, suppressed and postponed ones. */
    boolean allWell(int lists) {
        return results.size() == lists
                && results.stream()
                        .allMatch(result ->
                                result.stopped() == null && result.refused() + result.unsent() + result.unknown() == 0);
    }
}
