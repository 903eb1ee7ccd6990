package io.github.camelbulksms.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a dry run found out for the price of a run: prices differ by country and kind of number, and are for each segment. Immutable.
 *
 * @param lines recipients who would have been sent to, by country and kind of number, most segments first
 * @param invalidByReason the others: those without a usable number or session ID; reasons beyond {@value #MAX_REASONS} are one
 */
@JsonPropertyOrder({"recipients", "segments", "lines"})
public record Bill(List<Line> lines, SortedMap<String, Long> invalidByReason) {

    public static final int MAX_REASONS = 50;

    /**
     * Numbers of one kind in one country.
     *
     * @param country its two letters (ISO 3166-1), or {@code 001} for calling codes of no country
     * @param kind mobile, fixed_line, fixed_line_or_mobile, toll_free, premium_rate, …; not_in_plan for numbers in no range
     *     that the country has given out
     * @param segments of all of their messages together
     */
    public record Line(String country, String kind, long recipients, long segments) {}

    public Bill {
        lines = List.copyOf(lines);
    }

    /** How many recipients would have been sent to. */
    @JsonProperty
    public long recipients() {
        return lines.stream().mapToLong(Line::recipients).sum();
    }

    /** Segments of all messages together. */
    @JsonProperty
    public long segments() {
        return lines.stream().mapToLong(Line::segments).sum();
    }

    /** A table for people. */
    @Override
    public String toString() {
        String table = lines.stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%-8s%-22s%12d%12d%n",
                        line.country(),
                        line.kind(),
                        line.recipients(),
                        line.segments()))
                .collect(Collectors.joining());
        String invalid = invalidByReason.entrySet().stream()
                .map(reason -> String.format(Locale.ROOT, "invalid %34d  %s%n", reason.getValue(), reason.getKey()))
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, "%-8s%-22s%12s%12s%n", "country", "kind of number", "recipients", "segments")
                + table
                + String.format(Locale.ROOT, "%-30s%12d%12d%n", "all", recipients(), segments())
                + invalid;
    }
}
