package io.github.camelbulksms.examples.crm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of recipients who want messages and read a given language, read while they are sent. */
public class Consent {

    private static final CSVFormat EXPORT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    public Stream<Map<String, String>> given(File export, String language) throws IOException {
        CSVParser rows = EXPORT.parse(Files.newBufferedReader(export.toPath()));
        return rows.stream()
                .filter(row -> row.get("SMS opt-in").equals("yes"))
                .filter(row -> row.get("Language").equals(language))
                .map(CSVRecord::toMap)
                .onClose(() -> close(rows));
    }

    private static void close(CSVParser rows) {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
