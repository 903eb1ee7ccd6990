package io.github.camelbulksms.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The two forms in which the provider writes the date of a status. */
final class StatusDate {

    /** With six digits, whatever they are: a reply has the same length at any time. */
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private StatusDate() {}

    static String rfc3339(Instant at) {
        return RFC_3339.format(at);
    }

    static String rfc1123(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
