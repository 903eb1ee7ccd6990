package io.github.camelbulksms.benchmarks;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Makes lists, the same ones each time. No number comes twice. */
final class Lists {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final SplittableRandom random = new SplittableRandom(20261125);
    private final Numbers numbers;
    private int made;

    /** Where the numbers lie. */
    enum Numbers {
        CONSECUTIVE {
            @Override
            long number(int index) {
                return 381_600_000_000L + index;
            }
        },
        /** In no order, out of the hundred million of one country's mobile networks. */
        SHUFFLED {
            @Override
            long number(int index) {
                return 381_600_000_000L + shuffled(index, 100_000_000);
            }
        },
        /** In no order, out of the numbers of ten digits behind every country code there is. */
        WORLD {
            private final int[] codes = PhoneNumberUtil.getInstance().getSupportedCallingCodes().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();

            @Override
            long number(int index) {
                long subscriber = shuffled(index, 9_000_000_000L);
                int code = codes[(int) (subscriber % codes.length)];
                return code * 10_000_000_000L + 1_000_000_000 + subscriber;
            }
        };

        abstract long number(int index);

        /** One to one, so that nothing has to be remembered. */
        private static long shuffled(long index, long bound) {
            int bits = 64 - Long.numberOfLeadingZeros(bound - 1);
            long mask = (1L << bits) - 1;
            long mixed = index;
            do {
                for (int round = 0; round < 3; round++) {
                    mixed = mixed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L & mask;
                    mixed ^= mixed >>> bits / 2;
                }
            } while (mixed >= bound);
            return mixed;
        }
    }

    Lists(Numbers numbers) {
        this.numbers = numbers;
    }

    String line() {
        return Long.toString(numbers.number(made++));
    }

    String lineWithSessionId() {
        return line() + "," + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

    void write(Path file, int recipients) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < recipients; i++) {
                out.write((line() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    void writeWithSessionIds(Path file, int recipients) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < recipients; i++) {
                out.write((lineWithSessionId() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
