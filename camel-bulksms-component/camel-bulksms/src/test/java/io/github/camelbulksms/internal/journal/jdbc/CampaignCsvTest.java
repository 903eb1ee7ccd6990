package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1"})
    void noCellIsAFormulaInASpreadsheet(String cell) {
        StringWriter csv = new StringWriter();
        new CampaignCsv(csv)
                .recipient(cell, cell, new Recipient("381601234567", "=canary"), Outcome.ACCEPTED, cell, null);

        String line = csv.toString().substring(csv.toString().indexOf('\n') + 1);
        assertThat(line)
                .startsWith("381601234567,'=canary,")
                .contains("'" + cell)
                .doesNotContain("," + cell, "\"" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\"b"})
    void aLineBreakDoesNotEndTheRow(String cell) {
        StringWriter csv = new StringWriter();
        new CampaignCsv(csv).recipient("sale", cell, new Recipient("381601234567", null), Outcome.ACCEPTED, null, null);

        assertThat(csv.toString()).contains(",\"" + cell.replace("\"", "\"\"") + "\",accepted");
    }
}
