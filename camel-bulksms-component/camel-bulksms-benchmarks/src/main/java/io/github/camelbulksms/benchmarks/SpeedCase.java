package io.github.camelbulksms.benchmarks;

import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS;
import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS_COMPLIANT;
import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS_DIGEST;
import static io.github.camelbulksms.benchmarks.PeerKind.IDENTIFYING_STREAMER;
import static io.github.camelbulksms.benchmarks.PeerKind.PLAIN_ROUTE;
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
import io.github.camelbulksms.benchmarks.Lists.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is measured. The lines of a list are {@code phone,sessionId} unless a case says otherwise. */
enum SpeedCase {
    BULK {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
            return List.of(new Contest(
                    "bulk: %,d recipients, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 8, work),
                            new Contestant(ROUTE, 8, work),
                            new Contestant(PLAIN_ROUTE, 8, work),
                            new Contestant(SDK, 8, work),
                            new Contestant(
                                    BULKSMS,
                                    8,
                                    work,
                                    atMost(2.0, CPU, STREAMER),
                                    atLeast(4, SPEED, ROUTE),
                                    atMost(60, ALLOCATION)))));
        }
    },
    LATENCY {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
            return List.of(new Contest(
                    "latency: %,d recipients, 50 ms a request, 32 in flight".formatted(options.recipients()),
                    "recipient",
                    50,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 32, work),
                            new Contestant(ROUTE, 32, work),
                            new Contestant(SDK, 32, work),
                            new Contestant(
                                    BULKSMS, 32, work, atLeast(0.97, SPEED, STREAMER), atMost(1.3, CPU, STREAMER)))));
        }
    },
    GENERATED {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work numbers = lists.ofNumbers(Numbers.CONSECUTIVE, options.recipients());
            Work lines = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
            return List.of(new Contest(
                    "generated: %,d numbers, session IDs are made, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 8, lines).named("streamer, IDs in the list"),
                            new Contestant(STREAMER, 8, numbers).named("streamer, no IDs"),
                            new Contestant(IDENTIFYING_STREAMER, 8, numbers),
                            new Contestant(ROUTE, 8, numbers).named("hand-written route, tuned, no IDs"),
                            new Contestant(
                                    BULKSMS,
                                    8,
                                    numbers,
                                    atMost(2.5, CPU, STREAMER),
                                    atMost(2.5, CPU, IDENTIFYING_STREAMER)))));
        }
    },
    SMALL {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) {
            Work work = Work.exchanges(options.exchanges());
            return List.of(new Contest(
                    "small: %,d exchanges of 10 recipients, one after the other".formatted(options.exchanges()),
                    "exchange",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 1, work),
                            new Contestant(ROUTE, 1, work),
                            new Contestant(PLAIN_ROUTE, 1, work),
                            new Contestant(SDK, 1, work),
                            new Contestant(BULKSMS, 1, work, atMost(0.6, CPU, ROUTE), atMost(0.6, CPU, PLAIN_ROUTE)))));
        }
    },
    DIGEST {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
            return List.of(new Contest(
                    "digest: %,d recipients, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 8, work),
                            new Contestant(BULKSMS, 8, work),
                            new Contestant(BULKSMS_DIGEST, 8, work, atMost(1.3, CPU, BULKSMS)))));
        }
    },
    COMPLIANCE {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Numbers.SHUFFLED, options.recipients());
            return List.of(new Contest(
                    "compliance: %,d recipients, shuffled numbers of one country, 8 in flight"
                            .formatted(options.recipients()),
                    "recipient",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 8, work),
                            new Contestant(BULKSMS, 8, work),
                            new Contestant(BULKSMS_COMPLIANT, 8, work, atMost(1.3, CPU, BULKSMS)).withJava("-Xmx1g"))));
        }
    },
    START {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) {
            Work work = Work.starts(options.starts());
            return List.of(new Contest(
                    "start: from the start of the route to the first reply, classes warm",
                    "start",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(ROUTE, 8, work),
                            new Contestant(BULKSMS, 8, work, atMost(1.2, TIME, ROUTE)))));
        }
    },
    HEAP {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            return List.of(smallHeap("heap", Numbers.CONSECUTIVE, 2.5, options, lists));
        }
    },
    SHUFFLED {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            return List.of(smallHeap("shuffled", Numbers.SHUFFLED, 4, options, lists));
        }
    },
    DUPLICATES {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) {
            List<Contestant> contestants = Arrays.stream(Numbers.values())
                    .map(numbers -> new Contestant(
                                    BULKSMS,
                                    1,
                                    Work.remember(numbers, options.manyRecipients()),
                                    atMost(300, CPU),
                                    atMost(24, ALLOCATION))
                            .named("numbers, " + numbers.name().toLowerCase(Locale.ROOT))
                            .withJava("-Xms4g", "-Xmx4g"))
                    .toList();
            return List.of(new Contest(
                    "duplicates: the set of %,d numbers alone; allocated is what it holds in the end"
                            .formatted(options.manyRecipients()),
                    "recipient",
                    0,
                    Heat.COLD,
                    contestants));
        }
    },
    SUPPRESSION {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) {
            return List.of(SuppressionCost.contest(options.manyRecipients()));
        }
    },
    GROWTH {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            List<Contest> contests = new ArrayList<>();
            for (int recipients = 1000; recipients <= options.manyRecipients(); recipients *= 10) {
                // a round that takes long enough to be measured
                int times = Math.max(1, options.recipients() / recipients);
                Work work =
                        lists.withSessionIds(Numbers.CONSECUTIVE, recipients).times(times);
                contests.add(new Contest(
                        "growth: %,d recipients, %,d times a round".formatted(recipients, times),
                        "recipient",
                        0,
                        Heat.WARM,
                        Stream.of(1, 4, 16, 64)
                                .map(inFlight -> new Contestant(BULKSMS, inFlight, work)
                                        .named("bulksms:, " + inFlight + " in flight"))
                                .toList()));
            }
            return contests;
        }
    };

    abstract List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException;

    static SpeedCase of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": expected one of " + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }

    private static Contest smallHeap(String name, Numbers numbers, double limit, SpeedOptions options, ListFolder lists)
            throws IOException {
        Work work = lists.withSessionIds(numbers, options.manyRecipients());
        return new Contest(
                "%s: %,d recipients, %s numbers of one country, 8 in flight, -Xmx64m, a process a round"
                        .formatted(
                                name, options.manyRecipients(), numbers.name().toLowerCase(Locale.ROOT)),
                "recipient",
                0,
                Heat.COLD,
                List.of(
                        new Contestant(STREAMER, 8, work).withJava("-Xmx64m"),
                        new Contestant(ROUTE, 8, work).withJava("-Xmx64m"),
                        new Contestant(BULKSMS, 8, work, atMost(limit, TIME, STREAMER)).withJava("-Xmx64m")));
    }
}
