package io.github.camelbulksms.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists that several contests use, each written once. */
final class ListFolder implements AutoCloseable {

    private final Path folder = Files.createTempDirectory("bulksms-lists");

    ListFolder() throws IOException {}

    Path path() {
        return folder;
    }

    Work withSessionIds(Lists.Numbers numbers, int recipients) throws IOException {
        Path list = folder.resolve(numbers + "-" + recipients + "-ids.csv");
        if (!Files.exists(list)) {
            new Lists(numbers).writeWithSessionIds(list, recipients);
        }
        return Work.file(list, recipients);
    }

    Work ofNumbers(Lists.Numbers numbers, int recipients) throws IOException {
        Path list = folder.resolve(numbers + "-" + recipients + ".csv");
        if (!Files.exists(list)) {
            new Lists(numbers).write(list, recipients);
        }
        return Work.file(list, recipients);
    }

    StubCertificate stubCertificate() throws IOException {
        return StubCertificate.in(folder);
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
