package io.github.camelbulksms.lists;

import java.util.List;

/**
 * How a list is to be read: the options, as the oracle needs them.
 *
 * @param region two letters, or null
 * @param check safe, shape, possible or valid
 * @param bareNumbers national, international or null
 * @param phoneColumn name or number, or null
 * @param sessionIdColumn name or number, or null
 * @param maxInvalid as written, or null
 */
record Reading(
        String region,
        String check,
        String bareNumbers,
        String phoneColumn,
        String sessionIdColumn,
        String maxInvalid) {

    static final Reading PLAIN = new Reading(null, "safe", null, null, null, null);

    Reading judgedAs(String other) {
        return new Reading(region, other, bareNumbers, phoneColumn, sessionIdColumn, maxInvalid);
    }

    /** As options of an endpoint, each with an ampersand in front. */
    String options() {
        StringBuilder options = new StringBuilder();
        append(options, "defaultRegion", region);
        append(options, "numberCheck", check.equals("safe") ? null : check);
        append(options, "bareNumbers", bareNumbers);
        append(options, "phoneColumn", phoneColumn);
        append(options, "sessionIdColumn", sessionIdColumn);
        append(options, "maxInvalid", maxInvalid);
        return options.toString();
    }

    private static void append(StringBuilder options, String name, String value) {
        if (value != null) {
            options.append('&').append(name).append('=').append(value.replace(" ", "%20"));
        }
    }

    /** The options of a case, those that matter to the oracle. */
    static Reading of(String options) {
        return new Reading(
                option(options, "defaultRegion", null),
                option(options, "numberCheck", "safe"),
                option(options, "bareNumbers", null),
                option(options, "phoneColumn", null),
                option(options, "sessionIdColumn", null),
                option(options, "maxInvalid", null));
    }

    private static String option(String options, String name, String otherwise) {
        return List.of(options.split("&")).stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1).replace("%20", " "))
                .findFirst()
                .orElse(otherwise);
    }
}
