package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1"})
    void noCellIsAFormulaInASpreadsheet(String cell) throws SQLException {
        StringWriter csv = new StringWriter();
        new CampaignCsv(csv)
                .ofRun(cell, cell)
                .recipient(new Recipient("381601234567", "=canary"), Outcome.ACCEPTED, cell, null);

        String line = csv.toString().substring(csv.toString().indexOf('\n') + 1);
        assertThat(line)
                .startsWith("381601234567,'=canary,")
                .contains("'" + cell)
                .doesNotContain("," + cell, "\"" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1\n+2", "=1\r\n+2", "=1\u2028+2"})
    void whatStoodInAListIsNoFormulaAndOnOneLine(String entry) {
        StringWriter csv = new StringWriter();
        new CampaignCsv(csv).ofRun("sale", "r").notAccepted(RecipientOutcome.invalid(7, entry, "no number"));

        assertThat(csv.toString().split("\r\n")[1]).isEqualTo(",,sale,r,invalid,,,,false,,,no number,7,'=1 +2");
    }

    @Test
    void whoWasLeftOutOfTheirBatchHasNoPlaceInTheList() {
        StringWriter csv = new StringWriter();
        new CampaignCsv(csv)
                .ofRun("sale", "r")
                .notAccepted(RecipientOutcome.of(
                        Outcome.POSTPONED, 0, new Recipient("381601234567", null), "left out of their batch"));

        assertThat(csv.toString().split("\r\n")[1])
                .isEqualTo("381601234567,,sale,r,postponed,,,,false,,,left out of their batch,,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\"b"})
    void aLineBreakDoesNotEndTheRow(String cell) throws SQLException {
        StringWriter csv = new StringWriter();
        new CampaignCsv(csv)
                .ofRun("sale", cell)
                .recipient(new Recipient("381601234567", null), Outcome.ACCEPTED, null, null);

        assertThat(csv.toString()).contains(",\"" + cell.replace("\"", "\"\"") + "\",accepted");
    }
}
