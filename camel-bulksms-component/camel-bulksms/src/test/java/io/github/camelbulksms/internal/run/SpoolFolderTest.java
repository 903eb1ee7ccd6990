package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that are spooled: only their owner reads them, and they do not outlive a crash for long. */
class SpoolFolderTest {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @TempDir
    Path elsewhere;

    /** As a process leaves it that is killed: nobody holds its lock any more. */
    private static void leaveBehind(Path folder) throws Exception {
        Files.createFile(folder.resolve("lock"));
        Files.writeString(folder.resolve("1.outcomes"), "381601234567");
    }

    @Test
    void whatAKilledProcessLeftIsDeletedByTheNextOne() throws Exception {
        Path abandoned = Files.createTempDirectory("bulksms-spool-");
        leaveBehind(abandoned);

        SpoolFolder.deleteAbandoned();

        assertThat(abandoned).doesNotExist();
    }

    @Test
    void whatIsInUseStaysAndIsReadableByItsOwnerAlone() throws Exception {
        Path inUse = SpoolFolder.newFile(".outcomes");

        SpoolFolder.deleteAbandoned();

        assertThat(inUse).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inUse)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inUse.getParent())))
                .isEqualTo("rwx------");
        Files.delete(inUse);
    }

    @Test
    @Tag("slow")
    void whatIsInUseStaysWhenThisProcessAndThenAnotherLookForAbandonedFolders() throws Exception {
        Path inUse = SpoolFolder.newFile(".outcomes");

        SpoolFolder.deleteAbandoned();
        Process another = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + TEMPORARY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherProcess.class.getName())
                .inheritIO()
                .start();

        assertThat(another.waitFor()).isZero();
        assertThat(inUse).exists();
        Files.delete(inUse);
    }

    /** Another program with the component, on the same machine. */
    static final class AnotherProcess {

        public static void main(String[] none) {
            SpoolFolder.deleteAbandoned();
        }
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        leaveBehind(elsewhere);
        Path link = TEMPORARY.resolve(
                "bulksms-spool-link-" + ProcessHandle.current().pid());
        Files.createSymbolicLink(link, elsewhere);
        try {
            SpoolFolder.deleteAbandoned();
            assertThat(elsewhere.resolve("1.outcomes")).exists();
        } finally {
            Files.delete(link);
        }
    }
}
