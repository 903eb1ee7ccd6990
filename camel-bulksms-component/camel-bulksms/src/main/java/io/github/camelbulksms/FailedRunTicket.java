package io.github.camelbulksms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The run that a message failed in, as the message itself carries it: whatever puts a dead letter back, with whatever ID, it goes
 * on. Signed with the account's key, so that no other sender can name a run.
 *
 * @param name names the message's runs where the user chose nothing
 * @param depth how many times the message had been cut, so that a chunk that is cut again alone is the same chunk
 * @param mark of the source, or null
 * @param chosen the runs that the user chose, by campaign
 */
record FailedRunTicket(String name, int depth, String mark, Map<String, List<String>> chosen) {

    /** No name of Camel's: those cross no broker. A Java identifier, as JMS and AMQP want. */
    static final String HEADER = "BulkSmsRunTicket";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    MessageSource source() {
        return new MessageSource(name, mark);
    }

    /**
     * The run of a campaign that the user chose.
     *
     * @param now what is chosen now, which may hold the message's new ID; null when nothing is
     */
    String chosen(String campaign, String now) {
        List<String> before = chosen.getOrDefault(campaign, List.of());
        return before.isEmpty() || now != null && before.contains(now) ? now : before.get(before.size() - 1);
    }

    /** For the header: what is signed, and a signature of each account. */
    String signed(Collection<TicketKey> accounts) {
        try {
            StringBuilder header = new StringBuilder(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this)));
            String payload = header.toString();
            accounts.forEach(account -> header.append('.').append(account.sign(payload)));
            return header.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and a number are always JSON", e);
        }
    }

    /**
     * @param header text, or its bytes, as Kafka brings them
     * @throws IllegalArgumentException when the account has not written it
     */
    static FailedRunTicket read(Object header, TicketKey account) {
        String text = header instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : header.toString();
        String[] parts = text.split("\\.");
        byte[] expected = account.sign(parts[0]).getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i < parts.length; i++) {
            if (MessageDigest.isEqual(expected, parts[i].getBytes(StandardCharsets.UTF_8))) {
                return parse(parts[0]);
            }
        }
        throw new IllegalArgumentException(
                "the header " + HEADER + ", by which a failed message carries its run, was not"
                        + " written with the key of " + account
                        + ": expected it as it was, or none, which makes the message a new"
                        + " run that sends to all recipients");
    }

    private static FailedRunTicket parse(String payload) {
        try {
            return JSON.readValue(Base64.getUrlDecoder().decode(payload), FailedRunTicket.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the header " + HEADER + " is signed, and of another version: expected"
                            + " one that this version has written",
                    e);
        }
    }
}
