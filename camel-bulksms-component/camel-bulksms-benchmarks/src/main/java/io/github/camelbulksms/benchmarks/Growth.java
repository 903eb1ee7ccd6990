package io.github.camelbulksms.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How cost grows with the list, and with the requests in flight. */
final class Growth {

    private static final int SHORTEST_LIST = 1000;

    private Growth() {}

    static List<Contest> contests(SpeedOptions options, ListFolder lists) throws IOException {
        List<Contest> contests = new ArrayList<>();
        for (int recipients = SHORTEST_LIST; recipients <= options.manyRecipients(); recipients *= 10) {
            // a round that takes long enough to be measured
            int times = Math.max(1, options.recipients() / recipients);
            Work work =
                    lists.withSessionIds(Lists.Numbers.CONSECUTIVE, recipients).times(times);
            contests.add(new Contest(
                    "growth: %,d recipients, %,d times a round".formatted(recipients, times),
                    "recipient",
                    0,
                    Contest.Heat.WARM,
                    Stream.of(1, 4, 16, 64)
                            .map(inFlight -> new Contestant(PeerKind.BULKSMS, inFlight, work)
                                    .named("bulksms:, " + inFlight + " in flight"))
                            .toList()));
        }
        return contests;
    }
}
