package io.github.camelbulksms.internal.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.set.LongHashSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.SessionIdMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistinctSourceTest {

    private static final PhoneNumberReader NUMBERS = new PhoneNumberReader(NumberCheck.shape, null, null);

    @Test
    void aNumberComesOnceHoweverItIsWritten() throws IOException {
        List<String> lines = List.of("381601234567,a", "+381 60 1234567,b", "00381601234567", "381601234568");

        assertThat(read(lines, DuplicateRecipient.skip, SessionIdMode.given)).containsExactly(true, false, false, true);
    }

    @Test
    void sendingToDuplicatesNeedsDistinctSessionIds() throws IOException {
        List<String> lines =
                List.of("381601234567,a", "381601234567,b", "381601234567,a", "381601234567", "381601234567");

        assertThat(read(lines, DuplicateRecipient.send, SessionIdMode.given))
                .containsExactly(true, true, false, true, false);
        assertThat(read(lines, DuplicateRecipient.send, SessionIdMode.generate))
                .containsExactly(true, true, false, true, false);
    }

    @Test
    void manyNumbersAreToldApartExactly() throws IOException {
        Random random = new Random(5);
        for (DuplicateRecipient duplicates : DuplicateRecipient.values()) {
            List<String> lines = random.longs(200_000, 1_000_000, 1_300_000)
                    .mapToObj(Long::toString)
                    .toList();
            Set<String> seen = new HashSet<>();
            List<Boolean> expected = lines.stream().map(seen::add).toList();

            assertThat(read(lines, duplicates, SessionIdMode.given)).isEqualTo(expected);
        }
    }

    @Test
    void aSetOfNumbersHoldsEachOnceAlsoZero() {
        LongHashSet set = new LongHashSet();
        Random random = new Random(9);
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long number = random.nextInt(50_000) - 10;
            if (random.nextInt(4) == 0) {
                assertThat(set.remove(number)).isEqualTo(expected.remove(number));
            } else {
                assertThat(set.add(number)).isEqualTo(expected.add(number));
            }
            assertThat(set.contains(number)).isEqualTo(expected.contains(number));
        }
        assertThat(set.size()).isEqualTo(expected.size());
    }

    private static List<Boolean> read(List<String> lines, DuplicateRecipient duplicates, SessionIdMode ids)
            throws IOException {
        List<Boolean> passed = new ArrayList<>();
        RecipientInput list = RecipientInput.of(lines, ListOptions.of(NUMBERS)).orElseThrow();
        try (RecipientSource source = new RecipientPipeline(duplicates, ids).open(list, "sale", "r")) {
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                passed.add(entry instanceof ValidEntry);
            }
        }
        return passed;
    }
}
