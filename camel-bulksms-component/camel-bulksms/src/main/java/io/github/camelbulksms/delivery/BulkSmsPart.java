package io.github.camelbulksms.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.provider.BulkMessage;
import io.github.camelbulksms.provider.UseCaseCode;
import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.ValidEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a run, small enough for one request, for queues: as JSON it carries all that another machine needs to send it. The
 * recipients are checked, distinct within the run, and have their session IDs. Whoever was invalid or a duplicate goes with
 * the part too, so that the counts of all parts add up to the list.
 *
 * @param version of this form, {@value #VERSION}
 * @param part counts the parts of a run from 1
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
        List<Entry.Invalid> invalid,
        long duplicates) {

    public static final int VERSION = 1;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One recipient.
     *
     * @param position where it stood in the list, see {@link Entry#position()}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Addressee(long position, String phoneNumber, String sessionId) {

        private Entry toEntry() {
            return new ValidEntry(position, new Recipient(phoneNumber, sessionId));
        }

        @Override
        public String toString() {
            return "Addressee[position=" + position + "]";
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
        new Run(campaign, run);
        new BulkMessage(template, ucid, senderId, sessionId);
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
        invalid = invalid == null ? List.of() : List.copyOf(invalid);
        if (recipients.size() > DeliverySettings.MAX_BATCH_SIZE) {
            throw new IllegalArgumentException("part of " + recipients.size() + " recipients: expected at most "
                    + DeliverySettings.MAX_BATCH_SIZE);
        }
        recipients.forEach(Addressee::toEntry);
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

    /** What sending this part means. */
    public SendRequest toRequest() {
        return new SendRequest(
                new Run(campaign, run),
                part,
                new BulkMessage(template, ucid, senderId, sessionId),
                new EntryList(this::entries));
    }

    private Stream<Entry> entries() {
        Stream<Entry> duplicate = Stream.generate(() -> new Entry.Duplicate(0));
        return Stream.of(recipients.stream().map(Addressee::toEntry), invalid.stream(), duplicate.limit(duplicates))
                .flatMap(Function.identity());
    }

    /** Leaves text and recipients out: this is what reaches logs. */
    @Override
    public String toString() {
        return "campaign=" + campaign + " run=" + run + " part=" + part + " recipients=" + recipients.size()
                + " invalid=" + invalid.size() + " duplicates=" + duplicates;
    }
}
