package io.github.camelbulksms.benchmarks;

import static io.github.camelbulksms.benchmarks.PeerKind.BULKSMS;
import static io.github.camelbulksms.benchmarks.PeerKind.ROUTE;
import static io.github.camelbulksms.benchmarks.PeerKind.STREAMER;
import static io.github.camelbulksms.benchmarks.Target.Figure.CPU;
import static io.github.camelbulksms.benchmarks.Target.Figure.TIME;
import static io.github.camelbulksms.benchmarks.Target.atMost;

import io.github.camelbulksms.benchmarks.Contest.Heat;
import io.github.camelbulksms.benchmarks.Lists.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Contests of processes that have not run for long, as most of a user's have not. */
final class FewerRounds {

    private FewerRounds() {}

    static Contest afterThreeSeconds(SpeedOptions options, ListFolder lists) throws IOException {
        Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
        return new Contest(
                "brief: %,d recipients, 8 in flight, after 3 seconds of the same, a process a round"
                        .formatted(options.recipients()),
                "recipient",
                0,
                Heat.BRIEF,
                List.of(
                        new Contestant(STREAMER, 8, work),
                        new Contestant(ROUTE, 8, work),
                        new Contestant(BULKSMS, 8, work, atMost(1.6, CPU, STREAMER))));
    }

    static Contest wholeProcess(SpeedOptions options, ListFolder lists) throws IOException {
        Work work = lists.withSessionIds(Numbers.CONSECUTIVE, options.recipients());
        return new Contest(
                "cold: %,d recipients, 8 in flight, from the start of the JVM to its end"
                        .formatted(options.recipients()),
                "recipient",
                0,
                Heat.NONE,
                List.of(
                        new Contestant(STREAMER, 8, work).withJava("-Xmx256m"),
                        new Contestant(ROUTE, 8, work).withJava("-Xmx256m"),
                        new Contestant(BULKSMS, 8, work, atMost(1.5, CPU, STREAMER), atMost(1.5, TIME, STREAMER))
                                .withJava("-Xmx256m")));
    }

    static Contest smallHeap(String name, Numbers numbers, double limit, SpeedOptions options, ListFolder lists)
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
