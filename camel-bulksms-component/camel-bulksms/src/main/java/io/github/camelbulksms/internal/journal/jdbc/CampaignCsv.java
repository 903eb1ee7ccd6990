package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.recipient.text.CsvLine;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes recipients with the final state of each, or why they did not get the message: CSV (RFC 4180) whose first line names the columns. Not thread-safe. */
final class CampaignCsv {

    private static final List<String> COLUMNS = List.of(
            "phone",
            "sessionId",
            "campaign",
            "run",
            "outcome",
            "status",
            "code",
            "meaning",
            "final",
            "updatedAt",
            "referenceId",
            "reason",
            "position",
            "entry");

    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer writer;

    CampaignCsv(Writer writer) {
        this.writer = writer;
        write(COLUMNS);
    }

    /** Writes the lines of a run; throws an {@link UncheckedIOException} when one cannot be written. */
    CampaignReader.Reader ofRun(String campaign, String run) {
        return new CampaignReader.Reader() {
            @Override
            public void recipient(Recipient recipient, Outcome outcome, String referenceId, ReportedOutcome report) {
                List<String> cells = start(recipient, campaign, run, outcome);
                cells.addAll(report == null ? Arrays.asList(null, null, null, "false", null) : cellsOf(report));
                cells.addAll(Arrays.asList(referenceId, null, null, null));
                write(cells);
            }

            @Override
            public void notAccepted(RecipientOutcome one) {
                List<String> cells = start(one.recipient(), campaign, run, one.outcome());
                cells.addAll(Arrays.asList(null, null, null, "false", null, null, one.reason()));
                cells.add(one.position() > 0 ? Long.toString(one.position()) : null);
                cells.add(one.recipient() == null ? onOneLine(one.text()) : null);
                write(cells);
            }
        };
    }

    private static List<String> start(Recipient recipient, String campaign, String run, Outcome outcome) {
        return new ArrayList<>(Arrays.asList(
                recipient == null ? null : recipient.phoneNumber(),
                recipient == null ? null : recipient.sessionId(),
                campaign,
                run,
                outcome.name().toLowerCase(Locale.ROOT)));
    }

    private static List<String> cellsOf(ReportedOutcome report) {
        DeliveryStatus status = report.status();
        return Arrays.asList(
                status.kind().name().toLowerCase(Locale.ROOT),
                Integer.toString(status.code()),
                status.meaning(),
                Boolean.toString(status.isFinal()),
                report.updatedAt() == null ? null : report.updatedAt().toString());
    }

    /** So that tools which read by lines find a recipient on each. */
    private static String onOneLine(String entry) {
        return entry == null ? null : entry.replaceAll("\\R", " ");
    }

    /** A cell that a spreadsheet would take for a formula, with the apostrophe that makes it text (OWASP, CSV injection). */
    private static String harmless(String cell) {
        return cell != null && !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private void write(List<String> cells) {
        try {
            writer.write(CsvLine.of(cells.stream().map(CampaignCsv::harmless).toList()));
            writer.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
