package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files with numbers in clear: what a killed process left is gone once another has started; who can read the others is documented. */
class SpoolKillIT {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    Path folder;

    private Path temporary;
    private Path output;

    @BeforeEach
    void makeFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        output = folder.resolve("output");
    }

    @Test
    void whatAKilledProcessSpooledIsGoneOnceAnotherHasStarted() throws Exception {
        assertThat(run(PROVIDER.sandbox().baseUrl())).isEqualTo(9);
        assertThat(spooled()).isNotEmpty().allSatisfy(file -> assertThat(permissions(file))
                .isEqualTo("rw-------"));

        assertThat(run()).isZero();

        assertThat(spooled()).isEmpty();
    }

    private int run(String... arguments) throws Exception {
        int exit = JavaProcess.start(SpoolProgram.class, temporary, output, arguments)
                .waitFor();
        assertThat(output).content().doesNotContain("Exception");
        return exit;
    }

    @Test
    void whoCanReadAFileOfH2IsWhatTheDocumentationSays() throws Exception {
        try (Connection connection =
                DataSources.of("jdbc:h2:file:" + folder.resolve("journal")).getConnection()) {
            connection.createStatement().execute("CREATE TABLE t(c INT)");
        }
        Path usual = Files.createFile(folder.resolve("usual"));

        assertThat(permissions(folder.resolve("journal.mv.db"))).isEqualTo(permissions(usual));
        assertThat(Path.of("..", "..", "docs", "security.md"))
                .content()
                .contains("an H2 file is as readable as H2 makes it (0644 by default)");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** The files with the program's numbers. */
    private List<Path> spooled() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(Files::isRegularFile)
                    .filter(SpoolKillIT::holdsTheNumber)
                    .toList();
        }
    }

    private static boolean holdsTheNumber(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(SpoolProgram.NUMBER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
