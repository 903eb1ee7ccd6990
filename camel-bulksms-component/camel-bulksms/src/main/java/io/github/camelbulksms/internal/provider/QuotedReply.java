package io.github.camelbulksms.internal.provider;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may be repeated of a reply in a message for people: no phone numbers, nothing of the request, not too much. Immutable. */
final class QuotedReply {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_READ = 2_000;

    /** Seven digits or more, also where something stands between; the last two are shown, as in logs. */
    private static final Pattern PHONE_NUMBER = Pattern.compile(
            "\\p{Nd}(?:[\\p{Z}\\s().\\-/+_\u2010-\u2015]{0,3}\\p{Nd}){4,}(?=(?:[\\p{Z}\\s().\\-/+_\u2010-\u2015]{0,3}\\p{Nd}){2})");

    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}{5,}(?=\\p{Nd}\\p{Nd})");

    /** What no sentence holds: an ID, a key, something encoded. */
    private static final Pattern LONG_TOKEN =
            Pattern.compile("(?=[\\p{L}+/=_-]*[\\p{Nd}%+/=])[\\p{L}\\p{Nd}%+/=_-]{24,}");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** The lines of a string to sign that are not its body: method, content type, date, headers, path. */
    private static final Pattern HARMLESS_LINE = Pattern.compile("POST|" + Pattern.quote(RequestForm.CONTENT_TYPE)
            + "|\\w{3}, \\d{1,2} \\w{3} \\d{4} [\\d:]{8} \\w{1,5}|x-ts-(?:auth-method|nonce|date):[\\w:, +-]{0,64}|"
            + Pattern.quote(ProviderClient.PATH) + "|");

    private final Echoes echoes;

    /**
     * @param echoes what is cut out
     */
    QuotedReply(Echoes echoes) {
        this.echoes = echoes;
    }

    /** The provider's words. */
    String text(String words) {
        String cut = echoes.cut(upTo(MAX_READ, words));
        String masked = LONG_TOKEN.matcher(cut).replaceAll("…");
        return shown(PHONE_NUMBER.matcher(masked).replaceAll("…"));
    }

    /** Our own words on a failure, which may quote what came. Addresses stay readable. */
    String failure(String words) {
        return shown(DIGITS.matcher(echoes.cut(upTo(MAX_READ, words))).replaceAll("…"));
    }

    /** The string that the provider signed, without the form in it; empty when there is none. */
    String signatureString(String signed) {
        if (signed.isEmpty()) {
            return "";
        }
        return upTo(MAX_READ, signed)
                .lines()
                .map(line -> HARMLESS_LINE.matcher(line).matches() ? line : "(form)")
                .limit(12)
                .collect(Collectors.joining(" | ", "; the provider signed: ", ""));
    }

    private static String shown(String words) {
        String printable = UNPRINTABLE
                .matcher(words.replaceAll("[\\t\\r\\n]", " "))
                .replaceAll(match -> match.group()
                        .chars()
                        .mapToObj(c -> String.format("\\\\u%04X", c))
                        .collect(Collectors.joining()));
        return printable.length() <= MAX_LENGTH ? printable : upTo(MAX_LENGTH, printable) + "…";
    }

    private static String upTo(int max, String words) {
        if (words.length() <= max) {
            return words;
        }
        return words.substring(0, Character.isHighSurrogate(words.charAt(max - 1)) ? max - 1 : max);
    }
}
