package io.github.camelbulksms.internal.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text reader on whatever bytes. In the build the inputs that are kept are read; the profile {@code fuzz} looks for new
 * ones, see docs/contributing.md.
 */
class TextFuzzTest {

    private static final ListOptions OPTIONS = new ListOptions(
            new PhoneNumberReader(NumberCheck.shape, null, null),
            ColumnFinder.BY_DICTIONARY,
            StandardCharsets.UTF_8,
            MaxInvalid.parse("100%"));

    /** What came out of a list, up to its end or an error. */
    private record Outcome(List<String> valid, List<Entry.Invalid> invalid, ListForm form, boolean refused) {}

    @FuzzTest(maxDuration = "20m")
    void bytesAreReadOrRefusedAndTheirRejectsAreRejectedAgain(byte[] bytes) throws IOException {
        Outcome whole = read(bytes);
        assertThat(read(inPieces(bytes)).valid()).isEqualTo(whole.valid());
        assertThat(whole.valid()).allSatisfy(line -> assertThat(line).matches("(?s)\\d+ [1-9]\\d{6,14}(,.*)?"));
        if (whole.invalid().isEmpty()) {
            return;
        }
        Outcome again = read(rejects(whole));
        assertThat(again.valid()).isEmpty();
        if (again.refused()) {
            // an element of JSON may be a line that ends every list, as the border of a table is: all are rejects then
            return;
        }
        assertThat(rejects(again)).isEqualTo(rejects(whole));
    }

    private static byte[] rejects(Outcome outcome) throws IOException {
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        rejects.write(outcome.form().start());
        for (Entry.Invalid invalid : outcome.invalid()) {
            rejects.write(outcome.form().bytes(invalid.text()));
        }
        return rejects.toByteArray();
    }

    private static Outcome read(Object form) throws IOException {
        List<String> valid = new ArrayList<>();
        List<Entry.Invalid> invalid = new ArrayList<>();
        try (RecipientSource source =
                RecipientInput.of(form, OPTIONS).orElseThrow().open()) {
            boolean refused = false;
            try {
                long last = 0;
                for (Entry entry = source.next(); entry != null; entry = source.next()) {
                    assertThat(entry.position()).isGreaterThan(last);
                    last = entry.position();
                    if (entry instanceof ValidEntry one) {
                        Recipient recipient = one.recipient();
                        valid.add(one.position() + " " + recipient.toLine());
                    } else {
                        invalid.add((Entry.Invalid) entry);
                    }
                }
            } catch (IOException e) {
                assertThat(e.getMessage()).contains("expected");
                refused = true;
            }
            return new Outcome(valid, invalid, source.form(), refused);
        }
    }

    private static InputStream inPieces(byte[] bytes) {
        InputStream all = InputStream.nullInputStream();
        for (int from = 0; from < bytes.length; from += 7) {
            all = new SequenceInputStream(all, new ByteArrayInputStream(bytes, from, Math.min(7, bytes.length - from)));
        }
        return all;
    }
}
