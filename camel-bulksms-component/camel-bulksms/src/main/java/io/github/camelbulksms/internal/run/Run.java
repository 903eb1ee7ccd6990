package io.github.camelbulksms.internal.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sending of a campaign.
 *
 * @param campaign what is being sent, the path of the endpoint
 * @param name tells this sending from others of the campaign
 * @param source the mark of what the run is made of, which tells it from a later source of the same name, as a file's time does;
 *     null when nothing does
 */
public record Run(String campaign, String name, String source) {

    /** What the journal can hold. */
    public static final int MAX_CAMPAIGN = 250;

    public static final int MAX_NAME = 500;

    /** What could make a line of its own in a log, or turn one around. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    /**
     * @throws IllegalArgumentException when a name is missing, too long or holds control characters
     */
    public Run {
        check("campaign", campaign, MAX_CAMPAIGN, "a name, as in bulksms:spring-sale");
        check("run", name, MAX_NAME, "a name, by the option run or the header CamelBulkSmsRun");
    }

    /**
     * Refuses what cannot name a campaign or run.
     *
     * @throws IllegalArgumentException quotes nothing of it
     */
    private static void check(String what, String name, int max, String expected) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(what + " is empty: expected " + expected);
        }
        if (name.length() > max) {
            throw new IllegalArgumentException(
                    what + " has " + name.length() + " characters: expected at most " + max + ", and " + expected);
        }
        if (isPrintableAscii(name)) {
            return;
        }
        Matcher unsafe = UNSAFE.matcher(name);
        if (unsafe.find()) {
            throw new IllegalArgumentException(what + " holds the control character U+"
                    + String.format("%04X", name.codePointAt(unsafe.start())) + " at " + (unsafe.start() + 1)
                    + ": expected " + expected);
        }
    }

    /** What most names are: it is looked at for each message. */
    private static boolean isPrintableAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Refuses what cannot name a campaign.
     *
     * @throws IllegalArgumentException when it is missing, too long or holds control characters
     */
    public static void checkCampaign(String campaign) {
        new Run(campaign, "any");
    }

    /** A run of whose source nothing is known. */
    public Run(String campaign, String name) {
        this(campaign, name, null);
    }
}
