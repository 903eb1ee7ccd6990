package io.github.camelbulksms.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A part of a run, small enough for one request, for queues: as JSON it carries all that another machine needs to send it. The
 * recipients are checked, distinct within the run, and have their session IDs. Invalid recipients and duplicates go with
 * the part too, so that the counts of all parts add up to the list.
 *
 * @param version of this form, {@value #VERSION}
 * @param part counts the parts of a run from 1
 * @param template the text, as it is sent
 * @param ucid null when there is none
 * @param senderId null when there is none
 * @param sessionId of the request; null when there is none
 * @param recipients at most {@value #MAX_RECIPIENTS}; never null
 * @param invalid never null
 * @param duplicates how many recipients between those of this part had been read before
 */
@JsonPropertyOrder({"version", "campaign", "run", "part"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkSmsPart(
        int version,
        String campaign,
        String run,
        long part,
        String template,
        UseCaseCode ucid,
        String senderId,
        String sessionId,
        List<Addressee> recipients,
        List<Invalid> invalid,
        long duplicates) {

    public static final int VERSION = 1;

    /** A part fits into one request (provider documentation). */
    public static final int MAX_RECIPIENTS = 1000;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One recipient.
     *
     * @param position where they stood in the list, counted from 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Addressee(long position, String phoneNumber, String sessionId) {

        /**
         * @throws IllegalArgumentException when the number or the session ID is unusable
         */
        public Addressee {
            new Recipient(phoneNumber, sessionId);
        }

        public Recipient recipient() {
            return new Recipient(phoneNumber, sessionId);
        }

        @Override
        public String toString() {
            return "Addressee[position=" + position + "]";
        }
    }

    /**
     * An item of the list without a usable number or session ID.
     *
     * @param position where it stood in the list, counted from 1
     * @param text the item as it came
     * @param reason what is wrong with it, and what was expected
     */
    public record Invalid(long position, String text, String reason) {

        /** Leaves the item out: this is what reaches logs. */
        @Override
        public String toString() {
            return "Invalid[position=" + position + ", reason=" + reason + "]";
        }
    }

    /**
     * @throws IllegalArgumentException when it is of another version, or a field is missing or unusable
     */
    public BulkSmsPart {
        if (version != VERSION) {
            throw new IllegalArgumentException("part of version " + version + ": expected version " + VERSION);
        }
        if (part < 1) {
            throw new IllegalArgumentException("part is " + part + ": expected 1 or more");
        }
        requireText("campaign", campaign);
        requireText("run", run);
        requireText("template", template);
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
        invalid = invalid == null ? List.of() : List.copyOf(invalid);
        if (recipients.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "part of " + recipients.size() + " recipients: expected at most " + MAX_RECIPIENTS);
        }
    }

    /**
     * Reads JSON text in UTF-8.
     *
     * @throws IllegalArgumentException when it is no part; the message names the place, but repeats nothing of it
     */
    public static BulkSmsPart ofJson(byte[] json) {
        try {
            return JSON.readValue(json, BulkSmsPart.class);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(
                    "the part is unusable: " + e.getCause().getMessage());
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    "the part has a field '" + e.getPropertyName() + "', which version " + VERSION + " has not");
        } catch (IOException e) {
            String where = e instanceof JsonProcessingException broken && broken.getLocation() != null
                    ? " at line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr()
                    : "";
            throw new IllegalArgumentException("the part is not the JSON of one" + where);
        }
    }

    /** JSON text in UTF-8. */
    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves text and recipients out: this is what reaches logs. */
    @Override
    public String toString() {
        return "campaign=" + campaign + " run=" + run + " part=" + part + " recipients=" + recipients.size()
                + " invalid=" + invalid.size() + " duplicates=" + duplicates;
    }

    private static void requireText(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + " is empty: expected a text");
        }
    }
}
