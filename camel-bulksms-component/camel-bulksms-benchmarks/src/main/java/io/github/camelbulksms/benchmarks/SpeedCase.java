package io.github.camelbulksms.benchmarks;

import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS;
import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS_DIGEST;
import static io.github.camelbulksms.benchmarks.PeerKind.IDENTIFYING_STREAMER;
import static io.github.camelbulksms.benchmarks.PeerKind.ROUTE;
import static io.github.camelbulksms.benchmarks.PeerKind.SDK;
import static io.github.camelbulksms.benchmarks.PeerKind.STREAMER;
import static io.github.camelbulksms.benchmarks.Target.Figure.ALLOCATION;
import static io.github.camelbulksms.benchmarks.Target.Figure.CPU;
import static io.github.camelbulksms.benchmarks.Target.Figure.SPEED;
import static io.github.camelbulksms.benchmarks.Target.Figure.TIME;
import static io.github.camelbulksms.benchmarks.Target.atLeast;
import static io.github.camelbulksms.benchmarks.Target.atMost;

import io.github.camelbulksms.benchmarks.Contest.Heat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The contests. Where a list is sent, its lines are {@code phone,sessionId} unless a case says otherwise. */
enum SpeedCase {
    BULK {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Lists.Numbers.CONSECUTIVE, options.recipients());
            return new Contest(
                    "bulk: %,d recipients, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    8,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, work),
                            new Contestant(ROUTE, work),
                            new Contestant(SDK, work),
                            new Contestant(
                                    BULKSMS,
                                    work,
                                    atMost(2.0, CPU, STREAMER),
                                    atLeast(4, SPEED, ROUTE),
                                    atMost(60, ALLOCATION))));
        }
    },
    GENERATED {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) throws IOException {
            Work numbers = lists.ofNumbers(Lists.Numbers.CONSECUTIVE, options.recipients());
            Work lines = lists.withSessionIds(Lists.Numbers.CONSECUTIVE, options.recipients());
            return new Contest(
                    "generated: %,d numbers, session IDs are made, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    8,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, lines).named("streamer, IDs in the list"),
                            new Contestant(STREAMER, numbers).named("streamer, no IDs"),
                            new Contestant(IDENTIFYING_STREAMER, numbers),
                            new Contestant(ROUTE, numbers).named("hand-written route, no IDs"),
                            new Contestant(
                                    BULKSMS,
                                    numbers,
                                    atMost(2.5, CPU, STREAMER),
                                    atMost(2.5, CPU, IDENTIFYING_STREAMER))));
        }
    },
    LATENCY {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Lists.Numbers.CONSECUTIVE, options.recipients());
            return new Contest(
                    "latency: %,d recipients, 50 ms a request, 32 in flight".formatted(options.recipients()),
                    "recipient",
                    50,
                    32,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, work),
                            new Contestant(ROUTE, work),
                            new Contestant(BULKSMS, work, atLeast(0.97, SPEED, STREAMER), atMost(1.3, CPU, STREAMER))));
        }
    },
    DIGEST {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Lists.Numbers.CONSECUTIVE, options.recipients());
            return new Contest(
                    "digest: %,d recipients, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    8,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, work),
                            new Contestant(BULKSMS, work),
                            new Contestant(BULKSMS_DIGEST, work, atMost(1.3, CPU, BULKSMS))));
        }
    },
    SMALL {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) {
            Work work = Work.exchanges(options.exchanges());
            return new Contest(
                    "small: %,d exchanges of 10 recipients, one after the other".formatted(options.exchanges()),
                    "exchange",
                    0,
                    1,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, work),
                            new Contestant(ROUTE, work),
                            new Contestant(SDK, work),
                            new Contestant(BULKSMS, work, atMost(0.6, CPU, ROUTE))));
        }
    },
    START {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) {
            Work work = Work.starts(options.starts());
            return new Contest(
                    "start: from the start of the route to the first reply, warm classes",
                    "start",
                    0,
                    8,
                    Heat.WARM,
                    List.of(new Contestant(ROUTE, work), new Contestant(BULKSMS, work, atMost(1.2, TIME, ROUTE))));
        }
    },
    HEAP {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) throws IOException {
            return smallHeap("heap", "consecutive", Lists.Numbers.CONSECUTIVE, 2.5, options, lists);
        }
    },
    SHUFFLED {
        @Override
        Contest contest(SpeedOptions options, ListFolder lists) throws IOException {
            return smallHeap("shuffled", "shuffled", Lists.Numbers.SHUFFLED, 4, options, lists);
        }
    };

    abstract Contest contest(SpeedOptions options, ListFolder lists) throws IOException;

    static SpeedCase of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": expected one of " + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }

    private static Contest smallHeap(
            String name, String order, Lists.Numbers numbers, double limit, SpeedOptions options, ListFolder lists)
            throws IOException {
        Work work = lists.withSessionIds(numbers, options.manyRecipients());
        return new Contest(
                "%s: %,d recipients, %s numbers of one country, -Xmx64m, 8 in flight, a process a round"
                        .formatted(name, options.manyRecipients(), order),
                "recipient",
                0,
                8,
                Heat.COLD,
                List.of(
                        new Contestant(STREAMER, work).with("-Xmx64m"),
                        new Contestant(ROUTE, work).with("-Xmx64m"),
                        new Contestant(BULKSMS, work, atMost(limit, TIME, STREAMER)).with("-Xmx64m")));
    }
}
