package io.github.camelbulksms.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Makes lists, the same ones each time. No number comes twice. */
final class Lists {

    /** Where the numbers lie. */
    enum Numbers {
        CONSECUTIVE {
            @Override
            LongSupplier all(SplittableRandom random) {
                long[] last = {381_600_000_000L - 1};
                return () -> ++last[0];
            }
        },
        /** In any order, out of the hundred million of one country's mobile networks. */
        SHUFFLED {
            @Override
            LongSupplier all(SplittableRandom random) {
                BitSet taken = new BitSet(100_000_000);
                return () -> {
                    int subscriber = random.nextInt(100_000_000);
                    while (taken.get(subscriber)) {
                        subscriber = random.nextInt(100_000_000);
                    }
                    taken.set(subscriber);
                    return 381_600_000_000L + subscriber;
                };
            }
        };

        abstract LongSupplier all(SplittableRandom random);
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final SplittableRandom random = new SplittableRandom(20261125);
    private final LongSupplier numbers;

    Lists(Numbers numbers) {
        this.numbers = numbers.all(random);
    }

    /** The next lines {@code phone,sessionId}, without a line end behind the last. */
    String linesWithSessionIds(int recipients) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < recipients; i++) {
            lines.append(i == 0 ? "" : "\n").append(lineWithSessionId());
        }
        return lines.toString();
    }

    void writeWithSessionIds(Path file, int recipients) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < recipients; i++) {
                out.write((lineWithSessionId() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    void write(Path file, int recipients) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < recipients; i++) {
                out.write((numbers.getAsLong() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private String lineWithSessionId() {
        return numbers.getAsLong() + "," + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
