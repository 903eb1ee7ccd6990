package io.github.camelbulksms.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request as the provider understands it, checked field by field. */
record BulkRequest(List<Addressee> addressees, String template, String ucid, String senderId, String sessionId) {

    static final int MAX_RECIPIENTS = 1000;

    private static final int SHOWN = 80;
    private static final List<String> FIELDS = List.of("recipients", "template", "ucid", "sender_id", "session_id");
    private static final List<String> USE_CASE_CODES = List.of(
            "ATCK", "BACF", "BACS", "CHBK", "CLDR", "LEAD", "OTHR", "PWRT", "RESV", "RXPF", "SHIP", "THEF", "TRVF",
            "UNKN");
    /** What a phone number is on the wire. */
    static final Pattern PHONE_NUMBER = Pattern.compile("[1-9][0-9]{6,14}");

    private static final Pattern ADDRESSEE = Pattern.compile("([1-9][0-9]{6,14})(?::([^:\\p{Cntrl}]{1,64}))?");

    /** A phone number and the session ID behind its colon, null when it has none. */
    record Addressee(String phoneNumber, String sessionId) {}

    static BulkRequest of(Form form) throws RefusedException {
        for (String name : form.names()) {
            if (!FIELDS.contains(name)) {
                throw bad("there is no field " + Preview.of(name, SHOWN) + ": expected some of " + FIELDS);
            }
        }
        String template = form.get("template");
        if (template == null || template.isEmpty()) {
            throw new RefusedException(ProviderError.MISSING_TEMPLATE);
        }
        String ucid = form.get("ucid");
        if (ucid != null && !USE_CASE_CODES.contains(ucid)) {
            throw bad("there is no ucid " + Preview.of(ucid, SHOWN) + ": expected one of " + USE_CASE_CODES);
        }
        return new BulkRequest(
                addressees(form.get("recipients")), template, ucid, form.get("sender_id"), form.get("session_id"));
    }

    private static List<Addressee> addressees(String recipients) throws RefusedException {
        if (recipients == null || recipients.isBlank()) {
            throw new RefusedException(ProviderError.EMPTY_RECIPIENTS);
        }
        String[] items = recipients.split(",", -1);
        if (items.length > MAX_RECIPIENTS) {
            throw new RefusedException(ProviderError.TOO_MANY_RECIPIENTS);
        }
        List<Addressee> addressees = new ArrayList<>(items.length);
        for (String item : items) {
            Matcher matcher = ADDRESSEE.matcher(item);
            if (!matcher.matches()) {
                throw bad(
                        "the recipient '" + Preview.of(item, SHOWN)
                                + "' is not a number of 7 to 15 digits, with a session ID of 1 to 64 characters behind a colon or without");
            }
            addressees.add(new Addressee(matcher.group(1), matcher.group(2)));
        }
        return addressees;
    }

    private static RefusedException bad(String why) {
        return new RefusedException(ProviderError.BAD_REQUEST, why);
    }
}
