package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.delivery.BulkSmsResult;
import io.github.camelbulksms.journal.CampaignTotals;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.RecipientOutcome;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Handler;

/** Prints what became of the campaign, and remembers whether all went well. */
public class CampaignSummary {

    private static final int SHOWN = 3;

    private final PrintStream out;
    private final CountDownLatch sent = new CountDownLatch(1);
    private volatile String outcomes;
    private volatile boolean allWell;

    public CampaignSummary(PrintStream out) {
        this.out = out;
    }

    @Handler
    public void print(BulkSmsResult result) {
        result.problems().forEach(out::println);
        try (Stream<RecipientOutcome> invalid = result.recipients(Outcome.INVALID)) {
            invalid.limit(SHOWN).forEach(out::println);
        }
        outcomes = result.toString();
        allWell = result.allWell();
        sent.countDown();
    }

    /** Waits until the campaign was sent; false when that took too long. */
    boolean awaitSent() throws InterruptedException {
        return sent.await(10, TimeUnit.MINUTES);
    }

    void printLast(CampaignTotals totals) {
        out.printf(
                "%s delivered=%d failed=%d pending=%d%n",
                outcomes, totals.delivered(), totals.failed(), totals.pending());
    }

    public boolean allWell() {
        return allWell;
    }
}
