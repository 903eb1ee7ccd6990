package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumbers;
import io.github.camelbulksms.internal.recipient.text.ReaderInputStream;
import io.github.camelbulksms.internal.recipient.text.TextSource;
import io.github.camelbulksms.model.Recipient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;

/** Whatever holds recipients. */
public interface RecipientInput {

    /**
     * Starts to read, from the front.
     *
     * @throws IOException when it cannot be opened
     */
    RecipientSource open() throws IOException;

    /** Whether it can be read more than once, as files, texts and collections can. */
    boolean canBeReadAgain();

    /**
     * The list that an object holds, or nothing when it is of another type than these.
     *
     * <ul>
     *   <li>lines of text, or the wire form {@code phone:sessionId,…}: {@link CharSequence}, {@link File}, {@link Path}, and
     *       {@code byte[]}, {@link InputStream} (both UTF-8) and {@link Reader}
     *   <li>{@link Collection}, array, {@link Iterable}, {@link Iterator} or {@link BaseStream} of lines, {@link Recipient}s,
     *       rows ({@link Map}s by column name) or numbers
     *   <li>one {@link Recipient}, row or number
     * </ul>
     *
     * @throws IllegalArgumentException when it is text that UTF-8 cannot carry
     */
    static Optional<RecipientInput> of(Object recipients, PhoneNumbers numbers) {
        if (recipients instanceof RecipientInput list) {
            return Optional.of(list);
        }
        if (recipients instanceof File file) {
            return again(() -> ofFile(file.toPath(), numbers));
        }
        if (recipients instanceof Path path) {
            return again(() -> ofFile(path, numbers));
        }
        if (recipients instanceof CharSequence text) {
            byte[] bytes = utf8(text.toString());
            return again(() -> new TextSource(bytes, "text", numbers));
        }
        if (recipients instanceof byte[] bytes) {
            return again(() -> new TextSource(bytes, "bytes", numbers));
        }
        if (recipients instanceof InputStream in) {
            return once(() -> new TextSource(in, "stream", numbers));
        }
        if (recipients instanceof Reader reader) {
            return once(() -> new TextSource(new ReaderInputStream(reader), "reader", numbers));
        }
        return ofElements(recipients, numbers);
    }

    private static Optional<RecipientInput> ofElements(Object recipients, PhoneNumbers numbers) {
        if (recipients instanceof Collection<?> collection) {
            return again(() -> new ElementSource(collection.iterator(), collection, numbers));
        }
        if (recipients instanceof Object[] array) {
            List<Object> elements = Arrays.asList(array);
            return again(() -> new ElementSource(elements.iterator(), elements, numbers));
        }
        if (recipients instanceof Recipient || recipients instanceof Map<?, ?> || recipients instanceof Number) {
            List<Object> one = List.of(recipients);
            return again(() -> new ElementSource(one.iterator(), one, numbers));
        }
        if (recipients instanceof Iterator<?> iterator) {
            return once(() -> new ElementSource(iterator, iterator, numbers));
        }
        if (recipients instanceof Iterable<?> iterable) {
            return once(() -> new ElementSource(iterable.iterator(), iterable, numbers));
        }
        if (recipients instanceof BaseStream<?, ?> stream) {
            return once(() -> new ElementSource(stream.iterator(), stream, numbers));
        }
        if (recipients != null && recipients.getClass().isArray()) {
            IntStream indexes = IntStream.range(0, Array.getLength(recipients));
            List<Object> elements =
                    indexes.mapToObj(i -> Array.get(recipients, i)).toList();
            return again(() -> new ElementSource(elements.iterator(), elements, numbers));
        }
        return Optional.empty();
    }

    private static byte[] utf8(String text) {
        // getBytes would make a question mark of it, and so another session ID
        if (holdsSurrogate(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "the recipients' text holds half of a surrogate pair: expected text that UTF-8 can carry");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean holdsSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static RecipientSource ofFile(Path path, PhoneNumbers numbers) throws IOException {
        try {
            return new TextSource(Files.newInputStream(path), path.getFileName().toString(), numbers);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path + " with the recipients does not exist");
        }
    }

    private static Optional<RecipientInput> again(Openable.Opening opening) {
        return Optional.of(new Openable(opening, true));
    }

    private static Optional<RecipientInput> once(Openable.Opening opening) {
        return Optional.of(new Openable(opening, false));
    }
}
