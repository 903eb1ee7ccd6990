package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SuppressionTableTest {

    private static final long ANA = 381_601_234_561L;

    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final SuppressionTable table =
            new SuppressionTable(new JournalDatabase(probed.dataSource(), TableNames.DEFAULT));

    @Test
    void itSaysWhetherANumberWasNotThereWhenItIsAddedAndWasWhenItIsRemoved() throws Exception {
        assertThat(table.add(ANA)).isTrue();
        assertThat(table.add(ANA)).isFalse();
        assertThat(table.add(ANA, "sale")).isTrue();
        assertThat(table.add(ANA, "sale")).isFalse();

        assertThat(table.remove(ANA)).isTrue();
        assertThat(table.remove(ANA)).isFalse();
        assertThat(table.remove(ANA, "sale")).isTrue();
        assertThat(table.remove(ANA, "sale")).isFalse();
    }

    @Test
    void whoAddsANumberAtTheSameMomentAsAnotherFindsItThere() throws Exception {
        AtomicBoolean added = new AtomicBoolean();
        probed.probe((what, real) -> {
            if (what.contains("SELECT ?, ?") && added.compareAndSet(false, true)) {
                table.add(ANA);
                throw new SQLException("there", "23505", 23505);
            }
            return real.call();
        });

        assertThat(table.add(ANA)).isFalse();
        assertThat(table.suppressed("sale", new long[] {ANA}).get(0)).isTrue();
    }
}
