package io.github.camelbulksms;

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
}
