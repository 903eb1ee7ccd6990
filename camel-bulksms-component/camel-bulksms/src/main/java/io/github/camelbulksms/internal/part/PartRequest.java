package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import java.util.function.Function;
import java.util.stream.Stream;

/** What sending a part means. */
public final class PartRequest {

    private PartRequest() {}

    /**
     * @throws IllegalArgumentException when a field of the part cannot be sent
     */
    public static SendRequest of(BulkSmsPart part) {
        return new SendRequest(
                new Run(part.campaign(), part.run()),
                part.part(),
                new BulkMessage(part.template(), part.ucid(), part.senderId(), part.sessionId()),
                new PartInput(() -> entries(part)));
    }

    private static Stream<Entry> entries(BulkSmsPart part) {
        Stream<Entry> valid = part.recipients().stream()
                .map(addressee -> new ValidEntry(addressee.position(), addressee.recipient()));
        Stream<Entry> invalid =
                part.invalid().stream().map(item -> new Entry.Invalid(item.position(), item.text(), item.reason()));
        Stream<Entry> duplicates =
                Stream.<Entry>generate(() -> new Entry.Duplicate(0)).limit(part.duplicates());
        return Stream.of(valid, invalid, duplicates).flatMap(Function.identity());
    }
}
