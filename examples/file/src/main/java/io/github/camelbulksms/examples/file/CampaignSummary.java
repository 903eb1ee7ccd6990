package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.delivery.BulkSmsResult;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.RecipientOutcome;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.apache.camel.Handler;

/** Prints what became of the campaign, and remembers whether all went well. */
public class CampaignSummary {

    private static final int SHOWN = 3;

    private final PrintStream out;
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
        out.println(result);
        allWell = result.allWell();
    }

    public boolean allWell() {
        return allWell;
    }
}
