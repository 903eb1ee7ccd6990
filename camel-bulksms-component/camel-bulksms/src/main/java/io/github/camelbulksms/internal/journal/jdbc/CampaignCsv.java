package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.recipient.text.CsvLine;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes recipients with the final state of each: CSV (RFC 4180) whose first line names the columns. Not thread-safe. */
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
            "referenceId");

    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer writer;

    CampaignCsv(Writer writer) {
        this.writer = writer;
        write(COLUMNS);
    }

    /**
     * Writes the line of a recipient.
     *
     * @param referenceId of the request, or null
     * @param report how the message stands, or null when nothing was reported of it
     * @throws UncheckedIOException when the line cannot be written
     */
    void recipient(
            String campaign,
            String run,
            Recipient recipient,
            Outcome outcome,
            String referenceId,
            ReportedOutcome report) {
        List<String> cells = new ArrayList<>(Arrays.asList(
                recipient.phoneNumber(),
                recipient.sessionId(),
                campaign,
                run,
                outcome.name().toLowerCase(Locale.ROOT)));
        if (report == null) {
            cells.addAll(Arrays.asList(null, null, null, "false", null));
        } else {
            DeliveryStatus status = report.status();
            cells.addAll(Arrays.asList(
                    status.kind().name().toLowerCase(Locale.ROOT),
                    Integer.toString(status.code()),
                    status.meaning(),
                    Boolean.toString(status.isFinal()),
                    report.updatedAt() == null ? null : report.updatedAt().toString()));
        }
        cells.add(referenceId);
        write(cells);
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
