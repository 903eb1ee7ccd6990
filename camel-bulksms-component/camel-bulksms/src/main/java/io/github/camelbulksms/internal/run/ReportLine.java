package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.RecipientOutcome;
import java.util.Locale;

/** A recipient who was not accepted, as a line of CSV (RFC 4180). */
final class ReportLine {

    private ReportLine() {}

    static String of(RecipientOutcome one) {
        boolean named = one.recipient() != null;
        String sessionId = named ? one.recipient().sessionId() : null;
        return cell(named ? one.recipient().phoneNumber() : one.text()) + ","
                + (sessionId == null ? "" : cell(sessionId))
                + "," + one.position() + "," + one.outcome().name().toLowerCase(Locale.ROOT) + ","
                + cell(one.reason());
    }

    /** In quotes: a program for spreadsheets then reads what stands there, and no formula. */
    private static String cell(String text) {
        boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
