package io.github.camelbulksms.internal.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.FileSuppressionList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionFileTest {

    private static final long FIRST = 381601234567L;
    private static final long SECOND = 381601234568L;

    @TempDir
    private Path folder;

    private Path path;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private SuppressionFile file;

    @BeforeEach
    void make() {
        path = folder.resolve("opt-outs.csv");
        file = new SuppressionFile(path, () -> now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "381601234567",
                "+381 60 123-45-67\n",
                "phone\n381601234567\n",
                "\uFEFFphone;campaign\r\n\"+381 (60) 1234567\"\r\n\r\n",
                "381601234567,\n",
                "381601234567,sale\n"
            })
    void aNumberIsKnownHoweverItIsWritten(String text) throws IOException {
        Files.writeString(path, text);
        assertThat(suppressed("sale")).containsExactly(FIRST);
    }

    @Test
    void aNumberWithACampaignIsSuppressedInThatAlone() throws IOException {
        Files.writeString(path, "phone,campaign\n381601234567,sale\n381601234568\n");
        assertThat(suppressed("sale")).containsExactly(FIRST, SECOND);
        assertThat(suppressed("news")).containsExactly(SECOND);
        assertThat(file.size()).isEqualTo(2);
    }

    @Test
    void aFileThatHasChangedIsReadAgain() throws IOException {
        Files.writeString(path, "381601234567\n");
        assertThat(suppressed("sale")).containsExactly(FIRST);
        Files.writeString(path, "381601234567\n381601234568\n");
        assertThat(suppressed("sale")).containsExactly(FIRST, SECOND);
    }

    @Test
    void aFileThatLooksTheSameIsReadAgainWhereItMayHaveChangedUnseen() throws IOException {
        Files.writeString(path, "381601234567\n");
        FileTime time = FileTime.from(now);
        Files.setLastModifiedTime(path, time);
        assertThat(suppressed("sale")).containsExactly(FIRST);
        Files.writeString(path, "381601234568\n");
        Files.setLastModifiedTime(path, time);
        now = now.plusSeconds(3);
        assertThat(suppressed("sale")).containsExactly(SECOND);
    }

    @Test
    void aFileThatIsMissingCannotBeAsked() throws IOException {
        assertThatThrownBy(() -> suppressed("sale"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not exist: expected the suppression list");
        Files.writeString(path, "381601234567\n");
        assertThat(suppressed("sale")).containsExactly(FIRST);
        Files.delete(path);
        assertThatThrownBy(() -> suppressed("sale")).hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0601234567", "00381601234567", "98765", "3816012345671234", "#381601234567", "ann", "381.6E+11"
            })
    void aFileWithALineThatIsNoNumberCannotBeAsked(String line) throws IOException {
        Files.writeString(path, "381601234568\n" + line + "\n");
        assertThatThrownBy(() -> suppressed("sale"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2: phone number is unusable: expected country code")
                .message()
                .doesNotContain(line);
    }

    @Test
    void aFileInAnotherCharsetCannotBeAsked() throws IOException {
        Files.write(path, new byte[] {'3', '8', '1', (byte) 0xE4, '\n'});
        assertThatThrownBy(() -> suppressed("sale")).hasMessageContaining("is not UTF-8");
    }

    @Test
    void theListForUsersReadsTheFile() throws IOException {
        Files.writeString(path, "381601234567\n");
        FileSuppressionList list = new FileSuppressionList(path.toString());
        assertThat(list.suppressed("sale", new long[] {SECOND, FIRST}).stream()).containsExactly(1);
        assertThat(list.size()).isEqualTo(1);
    }

    private List<Long> suppressed(String campaign) throws IOException {
        long[] asked = {FIRST, SECOND};
        return file.suppressed(campaign, asked).stream().mapToObj(i -> asked[i]).toList();
    }
}
