package io.github.camelbulksms;

import io.github.camelbulksms.model.Recipient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found out of unknown recipients: CSV with a header line that names {@code phone} and {@code outcome}, as that of
 * {@link Campaigns#csv} does. Other columns are not looked at.
 */
final class SettledLines {

    private static final String ACCEPTED = "accepted";
    private static final String NOT_ACCEPTED = "not_accepted";
    private static final String UNKNOWN = "unknown";

    private final Map<String, List<Recipient>> unknown;
    private final List<Recipient> accepted = new ArrayList<>();
    private final List<Recipient> notAccepted = new ArrayList<>();

    private final Others others;

    /** How recipients are treated that are not unknown in the journal. */
    enum Others {
        KNOWN,
        /** Of a run that is held. */
        UNKNOWN
    }

    /**
     * @param unknown the unknown recipients of the run
     */
    SettledLines(Collection<Recipient> unknown, Others others) {
        this.others = others;
        this.unknown = unknown.stream().collect(Collectors.groupingBy(Recipient::phoneNumber));
    }

    /** Those that are unknown, as {@link #read} takes them once each outcome was looked up. */
    static String toLookUp(Stream<Recipient> unknown) {
        return unknown.map(one -> "+" + one.phoneNumber() + "," + UNKNOWN)
                .collect(Collectors.joining("\n", "phone,outcome\n", ""));
    }

    List<Recipient> accepted() {
        return accepted;
    }

    List<Recipient> notAccepted() {
        return notAccepted;
    }

    /**
     * @throws IllegalArgumentException when a line cannot be understood, or names a recipient who is not unknown
     */
    void read(InputStream csv) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8));
        String header = lines.readLine();
        List<String> names = header == null ? List.of() : cells(header);
        int phone = names.indexOf("phone");
        int outcome = names.indexOf("outcome");
        if (phone < 0 || outcome < 0) {
            throw new IllegalArgumentException("line 1 is no header line with phone and outcome: expected"
                    + " phone,outcome above lines like +381601234567,accepted");
        }
        Map<String, String> seen = new HashMap<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                List<String> cells = cells(line);
                if (cells.size() <= Math.max(phone, outcome)) {
                    throw refused(number, "has " + cells.size() + " cells", "as many as the header line has");
                }
                enter(number, cells.get(phone), cells.get(outcome).toLowerCase(Locale.ROOT), seen);
            }
        }
    }

    private void enter(int number, String phone, String outcome, Map<String, String> seen) {
        String digits = phone.startsWith("+") ? phone.substring(1) : phone;
        String before = seen.put(digits, outcome);
        if (before != null && !before.equals(outcome)) {
            throw refused(number, "names a number again, with another outcome", "one outcome for each");
        }
        if (before != null || outcome.equals(UNKNOWN)) {
            return;
        }
        if (!outcome.equals(ACCEPTED) && !outcome.equals(NOT_ACCEPTED)) {
            throw refused(number, "has the outcome '" + outcome + "'", "accepted, not_accepted or unknown");
        }
        List<Recipient> recipients = unknown.get(digits);
        if (recipients == null && others == Others.UNKNOWN) {
            recipients = List.of(new Recipient(digits, null));
        }
        if (recipients == null) {
            throw refused(
                    number, "names a recipient who is not unknown in the run", "only recipients that unknownOf lists");
        }
        (outcome.equals(ACCEPTED) ? accepted : notAccepted).addAll(recipients);
    }

    private static IllegalArgumentException refused(int line, String what, String expected) {
        return new IllegalArgumentException(
                "line " + line + " " + what + ": expected " + expected + "; nothing was settled");
    }

    /** Neither of the two columns has a comma in it, or a quote that means something. */
    private static List<String> cells(String line) {
        return Arrays.stream(line.replace("\uFEFF", "").split("[,;]", -1))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }
}
