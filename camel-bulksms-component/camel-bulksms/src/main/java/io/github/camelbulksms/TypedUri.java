package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.Run;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An URI as it is typed in a route. Camel makes a blank of a plus in it, and parts of a text of some percent signs, in every DSL; for a
 * text or a number to send from that is refused.
 */
final class TypedUri {

    private static final Set<String> TEXTS = Set.of("template", "senderId", "sessionId", "run");
    private static final Pattern RAW = Pattern.compile("RAW(\\(.*?\\)|\\{.*?\\})(?=&|$)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&])([A-Za-z]+)=([^&]*)");

    private TypedUri() {}

    /**
     * @param uri as typed; what the Java endpoint DSL makes has two slashes behind the scheme, and a plus for each blank
     * @throws IllegalArgumentException names the option and what to type
     */
    static void check(String uri) {
        if (uri.startsWith("bulksms://")) {
            return;
        }
        Matcher parameter = PARAMETER.matcher(RAW.matcher(uri).replaceAll("#raw"));
        while (parameter.find()) {
            check(parameter.group(1), parameter.group(2));
        }
    }

    private static void check(String option, String value) {
        if (!TEXTS.contains(option)) {
            return;
        }
        if (value.startsWith("RAW(") || value.startsWith("RAW{")) {
            throw new IllegalArgumentException(option + " starts with RAW and goes on behind its bracket: expected "
                    + option + "=RAW(…) with all of the value in it");
        }
        if (value.indexOf('+') >= 0) {
            throw new IllegalArgumentException(option + " holds a +, which becomes a blank in an URI: expected "
                    + option + "=RAW(…), or %2B for a plus and %20 for a blank");
        }
    }

    /**
     * @param uri of the endpoint
     * @param campaign as it stands in it
     * @throws IllegalArgumentException when there is none, or an expression that nothing evaluates
     */
    static void checkCampaign(String uri, String campaign) {
        if (campaign.isBlank()) {
            throw new IllegalArgumentException("the campaign is missing: expected bulksms:campaign");
        }
        if (campaign.contains("${") || campaign.contains("$%7B")) {
            throw new IllegalArgumentException("the campaign '" + campaign
                    + "' holds an expression, and to does not evaluate it: expected toD, or the header "
                    + BulkSmsConstants.CAMPAIGN);
        }
        Run.checkCampaign(campaign);
        // Camel evaluates these in RAW, once and with no message at hand: ${body} in them is empty
        if (uri.contains("$simple{") || uri.contains("$simple%7B")) {
            throw new IllegalArgumentException(
                    "an option holds $simple{…}, which knows nothing of messages: set the header"
                            + " of the same name with a simple expression instead, for instance "
                            + BulkSmsConstants.TEMPLATE);
        }
    }
}
