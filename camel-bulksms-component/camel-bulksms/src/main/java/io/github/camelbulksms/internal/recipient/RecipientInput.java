package io.github.camelbulksms.internal.recipient;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelbulksms.internal.recipient.row.Elements;
import io.github.camelbulksms.internal.recipient.row.Row;
import io.github.camelbulksms.internal.recipient.text.ReaderInputStream;
import io.github.camelbulksms.internal.recipient.text.TextOpener;
import io.github.camelbulksms.internal.recipient.text.WatchedFile;
import io.github.camelbulksms.model.Recipient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongToDoubleFunction;
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

    /** Whether it can be read more than once and has an end, as files, texts and collections do. */
    boolean canBeReadAgain();

    /**
     * How much was read of it since it was opened last, above 0 and up to 1; NaN where its length is not known.
     *
     * @param entries how many entries were read
     */
    default double fractionRead(long entries) {
        return Double.NaN;
    }

    /**
     * The list that an object holds, or nothing when it is of another type than these.
     *
     * <ul>
     *   <li>lines of text, the wire form {@code phone:sessionId,…}, or JSON: {@link CharSequence}, {@link File}, {@link Path},
     *       {@code byte[]}, {@link InputStream} and {@link Reader}
     *   <li>{@link Collection}, array, {@link Iterable}, {@link Iterator} or {@link BaseStream} of lines, {@link Recipient}s,
     *       rows ({@link Map}s, lists, arrays, records, beans, JSON objects) or numbers
     *   <li>one {@link Recipient}, row or number
     * </ul>
     *
     * @throws IllegalArgumentException when it is text that UTF-8 cannot carry
     */
    static Optional<RecipientInput> of(Object recipients, ListOptions options) {
        if (recipients instanceof RecipientInput list) {
            return Optional.of(list);
        }
        TextOpener texts = new TextOpener(options);
        if (recipients instanceof File file) {
            return Optional.of(ofFile(file.toPath(), options));
        }
        if (recipients instanceof Path path) {
            return Optional.of(ofFile(path, options));
        }
        if (recipients instanceof CharSequence characters) {
            String text = encodable(characters);
            return again(options, () -> texts.open(text, "text"));
        }
        if (recipients instanceof byte[] bytes) {
            return again(options, () -> texts.open(bytes, "bytes"));
        }
        if (recipients instanceof InputStream in) {
            return once(options, () -> texts.open(in, "stream"));
        }
        if (recipients instanceof Reader reader) {
            return once(options, () -> texts.openUtf8(new ReaderInputStream(reader), "reader"));
        }
        return ofElements(recipients, options);
    }

    /**
     * As {@link #of}, for the value of a header: one line of several numbers is several recipients there.
     *
     * @throws IllegalArgumentException when it is text that UTF-8 cannot carry
     */
    static Optional<RecipientInput> ofHeader(Object recipients, ListOptions options) {
        if (recipients instanceof CharSequence characters) {
            String text = encodable(characters);
            return again(options, () -> new TextOpener(options).openHeader(text, "header"));
        }
        return of(recipients, options);
    }

    private static Optional<RecipientInput> ofElements(Object recipients, ListOptions options) {
        if (recipients instanceof Collection<?> collection) {
            return Optional.of(guarded(
                    options,
                    () -> elements(collection.iterator(), collection, options),
                    true,
                    entries -> collection.isEmpty() ? Double.NaN : (double) entries / collection.size()));
        }
        if (recipients instanceof JsonNode json) {
            Iterable<?> elements = json.isArray() ? json : List.of(json);
            return again(options, () -> elements(elements.iterator(), json, options));
        }
        if (recipients instanceof Object[] array) {
            return ofElements(Arrays.asList(array), options);
        }
        if (recipients != null && recipients.getClass().isArray()) {
            IntStream indexes = IntStream.range(0, Array.getLength(recipients));
            return ofElements(indexes.mapToObj(i -> Array.get(recipients, i)).toList(), options);
        }
        if (recipients instanceof Iterator<?> iterator) {
            return once(options, () -> elements(iterator, iterator, options));
        }
        if (recipients instanceof BaseStream<?, ?> stream) {
            return once(options, () -> elements(stream.iterator(), stream, options));
        }
        if (isRow(recipients, options)) {
            return ofElements(List.of(recipients), options);
        }
        if (recipients instanceof Iterable<?> iterable) {
            return once(options, () -> elements(iterable.iterator(), iterable, options));
        }
        return Optional.empty();
    }

    private static boolean isRow(Object object, ListOptions options) {
        if (object instanceof Recipient || object instanceof Map || object instanceof Number) {
            return true;
        }
        try {
            return object != null
                    && Row.of(object)
                            .flatMap(row -> options.finder().find(row.names()))
                            .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static RecipientSource elements(Iterator<?> elements, Object owner, ListOptions options) {
        return ElementSource.of(Elements.of(elements, owner), options);
    }

    // getBytes would make a question mark of it, and so another session ID
    private static String encodable(CharSequence characters) {
        String text = characters.toString();
        if (holdsSurrogate(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "the recipients' text holds half of a surrogate pair: expected text that UTF-8 can carry");
        }
        return text;
    }

    private static boolean holdsSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static RecipientInput ofFile(Path path, ListOptions options) {
        TextOpener texts = new TextOpener(options);
        String name = path.getFileName().toString();
        // what is no regular file, a pipe for instance, has no length, and can be read once
        if (!Files.isRegularFile(path) && Files.exists(path)) {
            return guarded(options, () -> texts.open(Files.newInputStream(path), name), false);
        }
        AtomicReference<WatchedFile> opened = new AtomicReference<>();
        Openable.Opening opening = () -> {
            opened.set(WatchedFile.open(path));
            return texts.open(opened.get(), name);
        };
        return guarded(
                options,
                opening,
                true,
                entries -> opened.get() == null ? Double.NaN : opened.get().fractionRead());
    }

    private static Optional<RecipientInput> again(ListOptions options, Openable.Opening opening) {
        return Optional.of(guarded(options, opening, true));
    }

    private static Optional<RecipientInput> once(ListOptions options, Openable.Opening opening) {
        return Optional.of(guarded(options, opening, false));
    }

    private static RecipientInput guarded(ListOptions options, Openable.Opening opening, boolean canBeReadAgain) {
        return guarded(options, opening, canBeReadAgain, entries -> Double.NaN);
    }

    private static RecipientInput guarded(
            ListOptions options, Openable.Opening opening, boolean canBeReadAgain, LongToDoubleFunction fractionRead) {
        return new Openable(
                () -> new GuardedSource(opening.open(), options.maxInvalid()), canBeReadAgain, fractionRead);
    }
}
