package io.github.camelbulksms.internal.recipient.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.recipient.ValidEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines of which only a part is at hand. */
class CutLineTest {

    private static final int LINES = 5000;

    @Test
    void aPlainLineIsPlainWhereverAReadEnds() throws Exception {
        Utf8Lines lines = lines(IntStream.range(0, LINES)
                .mapToObj(i -> (381_600_000_000L + i) + ",session-" + i + "\n")
                .collect(Collectors.joining()));
        ValidEntry entry = new ValidEntry();

        for (int i = 0; i < LINES; i++) {
            int end = lines.endOfPlain(',', entry);
            assertThat(end).isNotEqualTo(PlainLine.NOT_PLAIN);
            assertThat(entry.recipient().sessionId()).isEqualTo("session-" + i);
            lines.skipTo(end);
        }
        assertThat(lines.nextLine()).isNull();
    }

    @Test
    void aWholeLineThatIsNotPlainIsNotWaitedFor() throws Exception {
        InputStream never = new InputStream() {
            private final InputStream first =
                    new ByteArrayInputStream("no number\n".getBytes(StandardCharsets.US_ASCII));

            @Override
            public int read() {
                throw new AssertionError("read on although a whole line is at hand");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return first.available() == 0 ? read() : first.read(bytes, from, length);
            }
        };
        Utf8Lines lines = new Utf8Lines(never, "list");

        assertThat(lines.endOfPlain(',', new ValidEntry())).isEqualTo(PlainLine.NOT_PLAIN);
        assertThat(lines.nextLine()).isEqualTo("no number");
    }

    private static Utf8Lines lines(String text) {
        return new Utf8Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), "list");
    }
}
