package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.LogCapture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DatabaseWarningsTest {

    private final DatabaseWarnings warnings = new DatabaseWarnings();

    @Test
    void theSameIsSaidOnceOfADatabaseAndAgainWhenItWasOtherwiseMeanwhile() {
        assertThat(said("one", "fsync=off", "wal_level=minimal")).contains("fsync=off", "wal_level=minimal");
        assertThat(said("one", "fsync=off", "wal_level=minimal")).isEmpty();
        assertThat(said("another", "fsync=off")).contains("fsync=off");
        assertThat(said("one", "fsync=off")).contains("fsync=off");
        assertThat(said("one")).isEmpty();
        assertThat(said("one", "fsync=off")).contains("fsync=off");
    }

    private String said(String url, String... all) {
        try (LogCapture log = new LogCapture(Map.of())) {
            warnings.say(LoggerFactory.getLogger(DatabaseWarnings.class), url, List.of(all));
            return log.all();
        }
    }
}
