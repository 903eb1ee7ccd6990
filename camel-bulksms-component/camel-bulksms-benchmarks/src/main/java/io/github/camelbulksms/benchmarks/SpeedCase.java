package io.github.camelbulksms.benchmarks;

import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS;
import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS_COMPLIANT;
import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS_DIGEST;
import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS_SHAPE;
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
                                    atMost(1.75, CPU, STREAMER),
                                    atLeast(4, SPEED, ROUTE),
                                    atMost(60, ALLOCATION)))));
        }
    },
    BRIEF {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            return List.of(FewerRounds.afterThreeSeconds(options, lists));
        }
    },
    COLD {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            return List.of(FewerRounds.wholeProcess(options, lists));
        }
    },
    TLS {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
            StubCertificate certificate = lists.stubCertificate();
            return List.of(new Contest(
                            "tls: %,d recipients over TLS 1.3, 8 in flight".formatted(options.recipients()),
                            "recipient",
                            0,
                            Heat.WARM,
                            Stream.of(
                                            new Contestant(STREAMER, 8, work),
                                            new Contestant(BULKSMS, 8, work, atMost(1.15, CPU, STREAMER)))
                                    .map(one -> one.withMoreJava(certificate.trustOptions()))
                                    .toList())
                    .over(certificate));
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
                                    BULKSMS, 32, work, atLeast(0.97, SPEED, STREAMER), atMost(1.4, CPU, STREAMER)))));
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
                                    atMost(2.0, CPU, STREAMER),
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
                            new Contestant(
                                    BULKSMS, 1, work, atMost(0.75, CPU, ROUTE), atMost(0.6, CPU, PLAIN_ROUTE)))));
        }
    },
    CALLERS {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) {
            Work work = Work.callers(8, options.exchanges());
            return List.of(new Contest(
                    "callers: %,d exchanges of 10 recipients, from 8 callers at once".formatted(options.exchanges()),
                    "exchange",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 8, work),
                            new Contestant(ROUTE, 8, work),
                            new Contestant(BULKSMS, 8, work, atMost(2.2, CPU, STREAMER)))));
        }
    },
    CHECK {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
            return List.of(new Contest(
                    "check: %,d recipients, 8 in flight".formatted(options.recipients()),
                    "recipient",
                    0,
                    Heat.WARM,
                    List.of(
                            new Contestant(STREAMER, 8, work),
                            new Contestant(BULKSMS_SHAPE, 8, work),
                            new Contestant(BULKSMS, 8, work, atMost(1.25, CPU, BULKSMS_SHAPE)))));
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
            return List.of(FewerRounds.smallHeap("heap", Numbers.CONSECUTIVE, 2.5, options, lists));
        }
    },
    SHUFFLED {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
            return List.of(FewerRounds.smallHeap("shuffled", Numbers.SHUFFLED, 4, options, lists));
        }
    },
    DUPLICATES {
        @Override
        List<Contest> contests(SpeedOptions options, ListFolder lists) {
            return List.of(Memory.contest(options.manyRecipients()));
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
            return Growth.contests(options, lists);
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
}
