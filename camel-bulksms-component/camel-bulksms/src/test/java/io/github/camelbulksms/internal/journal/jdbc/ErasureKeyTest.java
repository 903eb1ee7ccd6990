package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is left of people who were erased tells nothing to whoever has not the key. */
class ErasureKeyTest {

    private static final long PERSON = 381_601_234_567L;

    @Test
    void eachJournalHasAKeyOfItsOwnAndKeepsIt() throws SQLException {
        JournalDatabase one = inMemory();
        byte[] digest = digest(one);

        assertThat(digest(one)).isEqualTo(digest);
        assertThat(digest(inMemory())).isNotEqualTo(digest);
    }

    /** Also where the bytes of one are those of the other with its kind in front. */
    @Test
    void aNumberAndASessionIdAreTwoThingsWhateverTheirBytes() throws SQLException {
        ErasureKey key = inMemory().once(ErasureKey::of);

        assertThat(key.digest(number("abcdefgh"))).isNotEqualTo(key.digest("abcdefgh"));
        assertThat(key.digest(number("sabcdefg"))).isNotEqualTo(key.digest("abcdefg"));
        assertThat(key.digest(number("abcdefgh"))).isNotEqualTo(key.digest("nabcdefgh"));
    }

    private static long number(String bytes) {
        return ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)).getLong();
    }

    private static byte[] digest(JournalDatabase database) throws SQLException {
        return database.once(session -> ErasureKey.of(session).digest(PERSON));
    }

    private static JournalDatabase inMemory() {
        return new JournalDatabase(H2Databases.inMemory(), TableNames.DEFAULT);
    }
}
