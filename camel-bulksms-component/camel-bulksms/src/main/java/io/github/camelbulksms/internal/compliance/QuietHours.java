package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** At which hours recipients are not sent to, by the time zone of each. Thread-safe. */
public final class QuietHours {

    /** At no hour. */
    public static final QuietHours NONE = new QuietHours(null, null, null);

    private static final long NOT_QUIET = 0;
    private static final long NOT_ASKED = -1;
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final int MAX_ZONES_NAMED = 3;

    private final QuietWindow window;
    private final NumberZones zones;
    private final ZoneId otherwise;
    /** What is known of this second: windows begin and end, and zones change, at whole ones. */
    private volatile Second second = new Second(Long.MIN_VALUE, 0);

    /** For each index of zones, until when it is quiet there, in seconds since 1970. */
    private record Second(long number, AtomicLongArray quietUntil) {

        Second(long number, int indexes) {
            this(number, new AtomicLongArray(indexes));
            for (int i = 0; i < indexes; i++) {
                quietUntil.setPlain(i, NOT_ASKED);
            }
        }
    }

    /**
     * The recipients of a batch who are currently in quiet hours.
     *
     * @param indexes in the batch
     * @param resumeAt the earliest moment at which one of them may be sent to; null when there is none
     * @param reasons why each of them is not sent to, for people
     */
    public record Quiet(BitSet indexes, Instant resumeAt, IntFunction<String> reasons) {}

    QuietHours(QuietWindow window, NumberZones zones, ZoneId otherwise) {
        this.window = window;
        this.zones = zones;
        this.otherwise = otherwise;
    }

    /**
     * @param option as {@code 21:00-09:00}, or null for none
     * @param timeZone of numbers whose time zone is not known, or null: then they are never sent to
     * @throws IllegalArgumentException when one of them is something else, or the time zones of numbers are not at hand
     */
    public static QuietHours of(String option, String timeZone) {
        ZoneId otherwise = timeZone == null ? null : zone(timeZone);
        if (option == null || option.isBlank()) {
            return NONE;
        }
        return new QuietHours(QuietWindow.parse(option), ofClassPath(), otherwise);
    }

    private static ZoneId zone(String timeZone) {
        try {
            return ZoneId.of(timeZone.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timeZone is '" + timeZone + "': expected the name of one, for instance Europe/Belgrade", e);
        }
    }

    private static NumberZones ofClassPath() {
        try {
            return Shared.ZONES;
        } catch (LinkageError e) {
            throw new IllegalArgumentException(
                    "quietHours needs to know the time zones of numbers: expected the artifact"
                            + " com.googlecode.libphonenumber:geocoder on the class path",
                    e);
        }
    }

    /** Whether it is never quiet. */
    public boolean areNone() {
        return window == null;
    }

    /**
     * The recipients of a batch who are currently in quiet hours.
     *
     * @return null when there are none
     */
    public Quiet quiet(RecipientBatch recipients, Instant now) {
        if (window == null) {
            return null;
        }
        Second current = at(now.getEpochSecond());
        BitSet indexes = null;
        long resumeAt = FOR_EVER;
        for (int i = 0; i < recipients.size(); i++) {
            int index = zones.indexOf(recipients.bytes(), recipients.start(i), recipients.digitsEnd(i));
            long until = quietUntil(current, index);
            if (until != NOT_QUIET) {
                indexes = indexes == null ? new BitSet(recipients.size()) : indexes;
                indexes.set(i);
                resumeAt = Math.min(resumeAt, until);
            }
        }
        if (indexes == null) {
            return null;
        }
        Map<Integer, String> reasonOfZones = new HashMap<>();
        return new Quiet(
                indexes,
                resumeAt == FOR_EVER ? null : Instant.ofEpochSecond(resumeAt),
                i -> reasonOfZones.computeIfAbsent(
                        zones.indexOf(recipients.bytes(), recipients.start(i), recipients.digitsEnd(i)),
                        index -> reason(index, quietUntil(current, index))));
    }

    private Second at(long number) {
        Second current = second;
        if (current.number() != number) {
            current = new Second(number, zones.size());
            second = current;
        }
        return current;
    }

    private long quietUntil(Second now, int index) {
        long until = now.quietUntil().getPlain(index);
        if (until == NOT_ASKED) {
            // two threads may both find it out: it is the same
            until = findOut(now.number(), index);
            now.quietUntil().setPlain(index, until);
        }
        return until;
    }

    private long findOut(long second, int index) {
        List<ZoneId> local = local(index);
        if (local.isEmpty()) {
            return FOR_EVER;
        }
        Instant now = Instant.ofEpochSecond(second);
        Instant end = window.endIn(local, now);
        return end == null ? FOR_EVER : end.equals(now) ? NOT_QUIET : ceiling(end);
    }

    private static long ceiling(Instant end) {
        return end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
    }

    private List<ZoneId> local(int index) {
        List<ZoneId> known = zones.zones(index);
        return known.isEmpty() && otherwise != null ? List.of(otherwise) : known;
    }

    @Override
    public String toString() {
        return window == null ? "none" : "quiet hours " + window;
    }

    private String reason(int index, long until) {
        List<ZoneId> local = local(index);
        if (local.isEmpty()) {
            return "not sent: the time zone of the number is not known: expected the option timeZone, for instance"
                    + " Europe/Belgrade";
        }
        String names = local.stream()
                .limit(MAX_ZONES_NAMED)
                .map(ZoneId::getId)
                .collect(Collectors.joining(", ", "", local.size() > MAX_ZONES_NAMED ? ", …" : ""));
        String hours = "not sent: quiet hours " + window + " in " + names;
        return until == FOR_EVER
                ? hours + ": they never end in all of the " + local.size() + " time zones of the number at once"
                : hours + ", until " + Instant.ofEpochSecond(until);
    }

    private static final class Shared {
        static final NumberZones ZONES = LibphonenumberZones.load();
    }
}
