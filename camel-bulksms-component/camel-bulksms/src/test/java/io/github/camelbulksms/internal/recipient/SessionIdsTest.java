package io.github.camelbulksms.internal.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionIdsTest {

    private final SessionIds ids = new SessionIds("sale", "list.csv#2");

    @Test
    void anIdIsTurnedBackToItsNumberByItsOwnRunAlone() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long number = 1_000_000 + random.nextLong(999_999_999_000_000L);
            String id = ids.of(Long.toString(number));
            assertThat(id).matches("[A-Z2-7]{32}");
            assertThat(ids.phoneNumber(id)).hasValue(number);
            assertThat(SessionIds.runKey(id)).hasValue(ids.runKey());
            assertThat(new SessionIds("sale", "list.csv").phoneNumber(id)).isEmpty();
            assertThat(SessionIds.unpack(SessionIds.pack(id))).isEqualTo(id);
        }
    }

    @Test
    void noTwoNumbersShareAnIdAndNeighboursLookNothingAlike() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(ids.of(Long.toString(381_600_000_000L + i)));
        }
        assertThat(all).hasSize(100_000);
        assertThat(all.stream().map(id -> id.substring(6, 12)).distinct().count())
                .isGreaterThan(99_000);
    }

    @Test
    void whatIsNotMadeHereIsTurnedBackToNothing() {
        String id = ids.of("381601234567");
        String runKey = id.substring(0, 6);
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder other = new StringBuilder(runKey);
            random.ints(26, 0, 32).forEach(one -> other.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(one)));
            assertThat(ids.phoneNumber(other.toString())).isEmpty();
        }
        char last = id.charAt(31);
        String sameBlock = id.substring(0, 31) + (char) (last + 1);
        assertThat(ids.phoneNumber(sameBlock))
                .as("the bits that no block fills")
                .isEmpty();
        assertThat(ids.phoneNumber(ids.of("999999"))).as("no phone number").isEmpty();
        assertThat(ids.phoneNumber(ids.of("1000000000000000")))
                .as("no phone number")
                .isEmpty();
        for (String text : new String[] {null, "", "given", id.toLowerCase(), id + "A", "\u0391".repeat(32)}) {
            assertThat(SessionIds.runKey(text)).isEmpty();
            assertThat(ids.phoneNumber(text)).isEmpty();
        }
    }
}
