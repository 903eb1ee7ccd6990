package io.github.camelbulksms.internal.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietWindowTest {

    private static final ZoneId BELGRADE = ZoneId.of("Europe/Belgrade");
    private static final List<ZoneId> ODD_ZONES = List.of(
            BELGRADE,
            ZoneId.of("America/New_York"),
            // half an hour of daylight saving
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            // set back at midnight
            ZoneId.of("America/Havana"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Africa/Casablanca"));

    @ParameterizedTest
    @CsvSource({
        "21:00-09:00, 2026-01-15T20:00:00Z, true",
        "21:00-09:00, 2026-01-15T19:59:59Z, false",
        "21:00-09:00, 2026-01-16T07:59:59Z, true",
        "21:00-09:00, 2026-01-16T08:00:00Z, false",
        "12:00-14:00, 2026-01-15T11:00:00Z, true",
        "12:00-14:00, 2026-01-15T13:00:00Z, false",
        // in summer an hour earlier by UTC
        "21:00-09:00, 2026-07-15T19:00:00Z, true",
        "21:00-09:00, 2026-07-16T07:00:00Z, false"
    })
    void itIsQuietByTheClockOnTheWall(String window, Instant when, boolean quiet) {
        assertThat(QuietWindow.parse(window).isQuiet(when, BELGRADE)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        // a usual night, and the two that are an hour shorter and longer
        "21:00-09:00, 2026-01-15T22:00:00Z, 2026-01-16T08:00:00Z",
        "21:00-09:00, 2026-03-28T22:00:00Z, 2026-03-29T07:00:00Z",
        "21:00-09:00, 2026-10-24T22:00:00Z, 2026-10-25T08:00:00Z",
        // the clock jumps over the end
        "21:00-02:30, 2026-03-28T22:00:00Z, 2026-03-29T01:00:00Z",
        // it shows the end twice: the first time counts
        "21:00-02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        // it is set back out of the window
        "02:30-05:00, 2026-10-25T00:45:00Z, 2026-10-25T01:00:00Z"
    })
    void theEndOfAQuietNightIsRightWhenDaylightSavingChanges(String window, Instant quiet, Instant end) {
        assertThat(QuietWindow.parse(window).endIn(List.of(BELGRADE), quiet)).isEqualTo(end);
    }

    @Test
    void theEndIsTheFirstMinuteOfTheYearAtWhichItIsQuietInNoneOfTheZones() {
        Random random = new Random(1);
        for (int round = 0; round < 3_000; round++) {
            QuietWindow window = randomWindow(random);
            List<ZoneId> zones = random.ints(1 + random.nextInt(3), 0, ODD_ZONES.size())
                    .mapToObj(ODD_ZONES::get)
                    .toList();
            Instant from =
                    Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
            Instant end = window.endIn(zones, from);
            assertThat(end).as("%s in %s from %s", window, zones, from).isEqualTo(byMinutes(window, zones, from));
        }
    }

    /** Another way to the same answer: minute after minute. */
    private static Instant byMinutes(QuietWindow window, List<ZoneId> zones, Instant from) {
        for (Instant when = from; when.isBefore(from.plus(Duration.ofDays(8))); when = when.plusSeconds(60)) {
            Instant moment = when;
            if (zones.stream().noneMatch(zone -> window.isQuiet(moment, zone))) {
                return when;
            }
        }
        return null;
    }

    private static QuietWindow randomWindow(Random random) {
        LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
        LocalTime to = from.plusMinutes(1 + random.nextInt(24 * 60 - 1));
        return new QuietWindow(from, to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"21-9", "21:00", "21:00-25:00", "09:00-09:00", "9pm-9am", "21:00-09:00-10:00", "24:00-09:00"})
    void whatIsNoWindowIsRefused(String text) {
        assertThatThrownBy(() -> QuietWindow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quietHours")
                .hasMessageContaining("for instance 21:00-09:00");
    }

    @Test
    void spacesAroundTheTimesDoNotMatter() {
        assertThat(QuietWindow.parse(" 21:00 - 09:00 ")).hasToString("21:00-09:00");
    }
}
