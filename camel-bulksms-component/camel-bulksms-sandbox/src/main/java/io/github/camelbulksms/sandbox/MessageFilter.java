package io.github.camelbulksms.sandbox;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which messages are looked for.
 *
 * @param words what stands in the number, the session ID or the text; nothing matches all
 * @param in where it stands
 * @param state null for any
 * @param campaign null for any
 */
record MessageFilter(String words, In in, MessageState state, Long campaign) {

    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[+0-9 ().\\-/]*[0-9][+0-9 ().\\-/]*");

    /** Where words are looked for. */
    enum In {
        ANYWHERE,
        NUMBER,
        SESSION,
        TEXT
    }

    boolean matchesAll() {
        return words.isEmpty() && state == null && campaign == null;
    }

    Matcher matcher() {
        return new Matcher();
    }

    /** Remembers of a batch what is the same for all of its messages. Not thread-safe. */
    final class Matcher {

        private final String lower = words.toLowerCase(Locale.ROOT);
        private final String digits = LIKE_A_NUMBER.matcher(words).matches() ? words.replaceAll("[^0-9]", "") : words;
        private Batch batch;
        private boolean inText;
        private boolean ofCampaign;

        boolean matches(TruthLog.Place place) {
            if (place.batch() != batch) {
                batch = place.batch();
                ofCampaign = campaign == null
                        || campaign == batch.envelope().campaign().id();
                inText = looksIn(In.TEXT)
                        && batch.envelope()
                                .form()
                                .template()
                                .toLowerCase(Locale.ROOT)
                                .contains(lower);
            }
            return ofCampaign
                    && (state == null || state == MessageState.of(batch.status(place.index())))
                    && (words.isEmpty() || inText || hasWords(place.index()));
        }

        private boolean hasWords(int index) {
            if (looksIn(In.NUMBER) && Long.toString(batch.phoneNumber(index)).contains(digits)) {
                return true;
            }
            if (!looksIn(In.SESSION)) {
                return false;
            }
            String sessionId = batch.sessionId(index);
            return sessionId != null && sessionId.toLowerCase(Locale.ROOT).contains(lower);
        }

        private boolean looksIn(In place) {
            return in == In.ANYWHERE || in == place;
        }
    }
}
