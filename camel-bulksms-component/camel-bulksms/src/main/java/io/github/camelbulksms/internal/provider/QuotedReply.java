package io.github.camelbulksms.internal.provider;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may be repeated of a reply in a message for people: no phone numbers, no text, not too much. */
final class QuotedReply {

    private static final int MAX_LENGTH = 200;
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\d{5,}(?=\\d\\d)");

    /** The lines of a string to sign that are not its body: method, content type, date, headers, path. */
    private static final Pattern HARMLESS_LINE = Pattern.compile("POST|" + Pattern.quote(RequestForm.CONTENT_TYPE)
            + "|\\w{3}, \\d{1,2} \\w{3} \\d{4} [\\d:]{8} \\w{1,5}|x-ts-(?:auth-method|nonce|date):[\\w:, +-]{0,64}|"
            + Pattern.quote(ProviderClient.PATH) + "|");

    private QuotedReply() {}

    /** The provider's words, short and with numbers masked. */
    static String text(String words) {
        String printable = words.replaceAll("\\p{Cntrl}", " ");
        String masked = PHONE_NUMBER.matcher(printable).replaceAll("…");
        return masked.length() <= MAX_LENGTH ? masked : masked.substring(0, MAX_LENGTH) + "…";
    }

    /** The string that the provider signed, without the form in it; empty when there is none. */
    static String signatureString(String signed) {
        if (signed.isEmpty()) {
            return "";
        }
        return signed.lines()
                .map(line -> HARMLESS_LINE.matcher(line).matches() ? line : "(form)")
                .limit(12)
                .collect(Collectors.joining(" | ", "; the provider signed: ", ""));
    }
}
