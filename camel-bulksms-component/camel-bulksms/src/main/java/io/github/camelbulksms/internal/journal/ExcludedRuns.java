package io.github.camelbulksms.internal.journal;

import java.util.List;
import java.util.stream.Stream;

/**
 * The runs of a campaign whose accepted and unknown recipients are skipped.
 *
 * @param names of the runs; {@value #ALL} alone for all others of the campaign
 */
public record ExcludedRuns(List<String> names) {

    public static final String ALL = "*";
    public static final ExcludedRuns NONE = new ExcludedRuns(List.of());

    public ExcludedRuns {
        if (names.contains(ALL) && names.size() > 1) {
            throw new IllegalArgumentException(
                    "excludeRuns is '" + String.join(",", names) + "': expected names of runs, or * alone for all");
        }
    }

    /**
     * @param text names with commas between them, or {@value #ALL}; null or blank for none
     * @throws IllegalArgumentException when it is something else
     */
    public static ExcludedRuns of(String text) {
        return text == null
                ? NONE
                : new ExcludedRuns(Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public boolean isAll() {
        return names.contains(ALL);
    }
}
