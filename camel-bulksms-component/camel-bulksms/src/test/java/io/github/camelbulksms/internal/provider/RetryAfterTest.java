package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            120                           | 120
            ' 7 '                         | 7
            0                             | 0
            Mon, 05 Jan 2026 07:09:09 GMT | 60
            Mon, 5 Jan 2026 07:09:09 GMT  | 60
            Mon, 05 Jan 2026 07:00:00 GMT | 0
            -1                            |
            soon                          |
            99999999999                   |
            ''                            |
                                          |
            """)
    void secondsAndDatesAreUnderstood(String header, Long seconds) {
        assertThat(RetryAfter.parse(header, Instant.parse("2026-01-05T07:08:09Z")))
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
