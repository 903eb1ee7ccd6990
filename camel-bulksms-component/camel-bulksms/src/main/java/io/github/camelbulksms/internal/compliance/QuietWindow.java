package io.github.camelbulksms.internal.compliance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Hours of each day at which no messages are sent, by the clock on the wall: what that clock shows twice, or not at all, when daylight
 * saving changes, is quiet twice, or not at all. Immutable.
 *
 * @param from first quiet minute
 * @param to first minute that is not quiet; before {@code from} where the night lies between
 */
public record QuietWindow(LocalTime from, LocalTime to) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    /** Longer than it ever takes until all of some zones are not quiet at once, if they ever are. */
    private static final int MAX_STEPS = 1000;

    private static final long MAX_DAYS = 8;

    public QuietWindow {
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "quietHours begin and end at " + from + ": expected two times, for instance 21:00-09:00");
        }
    }

    /**
     * @param text two times of day, as {@code 21:00-09:00}
     * @throws IllegalArgumentException when it is something else
     */
    public static QuietWindow parse(String text) {
        String[] times = text.strip().split("\\s*[-–]\\s*", -1);
        try {
            if (times.length == 2) {
                return new QuietWindow(LocalTime.parse(times[0], TIME), LocalTime.parse(times[1], TIME));
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "quietHours is '" + text + "': expected from and to as hours and minutes, for instance 21:00-09:00");
    }

    /** Whether it is quiet in a zone. */
    public boolean isQuiet(Instant when, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(when, zone);
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /**
     * The first moment, from one on, at which it is quiet in none of some zones; null when there is none within some days.
     *
     * @param zones one or more
     */
    public Instant endIn(List<ZoneId> zones, Instant from) {
        Instant when = from;
        Instant latest = from.plus(Duration.ofDays(MAX_DAYS));
        for (int step = 0; step < MAX_STEPS && !when.isAfter(latest); step++) {
            Instant end = when;
            for (ZoneId zone : zones) {
                end = isQuiet(end, zone) ? endIn(zone, end) : end;
            }
            if (end.equals(when)) {
                return when;
            }
            when = end;
        }
        return null;
    }

    /** The next moment at which it is not quiet in a zone where it is. */
    private Instant endIn(ZoneId zone, Instant quiet) {
        ZonedDateTime local = quiet.atZone(zone);
        Instant first = null;
        // the clock shows the end today or tomorrow; where it is set forward meanwhile, it may jump over it
        for (int day = 0; day <= 2; day++) {
            for (ZoneOffset offset : zone.getRules()
                    .getValidOffsets(local.toLocalDate().plusDays(day).atTime(to))) {
                first = earlier(
                        first, local.toLocalDate().plusDays(day).atTime(to).toInstant(offset), quiet, zone);
            }
        }
        ZoneOffsetTransition jump = zone.getRules().nextTransition(quiet);
        return jump == null ? first : earlier(first, jump.getInstant(), quiet, zone);
    }

    private Instant earlier(Instant first, Instant candidate, Instant after, ZoneId zone) {
        boolean isEnd = candidate.isAfter(after) && !isQuiet(candidate, zone);
        return isEnd && (first == null || candidate.isBefore(first)) ? candidate : first;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
