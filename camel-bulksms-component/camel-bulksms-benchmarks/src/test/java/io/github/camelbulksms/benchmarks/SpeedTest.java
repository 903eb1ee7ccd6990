package io.github.camelbulksms.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each case runs, in small; a peer that does not send to everybody fails its contest. No time is looked at. */
class SpeedTest {

    private static final String[] SMALL = {
        "recipients=2500", "many=10000", "exchanges=24", "starts=1", "warmups=0", "rounds=1"
    };

    @Test
    void everyPeerSendsToEverybodyInEveryCase() throws Exception {
        List<String> lines = lines(SpeedOptions.of(SMALL), SpeedTest::launch);

        assertThat(lines).filteredOn(line -> line.startsWith("| **")).hasSize(18);
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("| **"))
                .map(line -> line.split("\\|")[1].trim())
                .containsExactly(
                        "sent with",
                        "---",
                        "streamer",
                        "hand-written route, tuned",
                        "hand-written route, by the book",
                        "SDK",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "bulksms:",
                        "streamer",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "SDK",
                        "bulksms:",
                        "streamer, IDs in the list",
                        "streamer, no IDs",
                        "streamer that makes IDs",
                        "hand-written route, tuned, no IDs",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "hand-written route, by the book",
                        "SDK",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "bulksms:",
                        "streamer",
                        "bulksms:, numberCheck=shape",
                        "bulksms:",
                        "streamer",
                        "bulksms:",
                        "bulksms:, digest",
                        "streamer",
                        "bulksms:",
                        "bulksms:, 10,000,000 suppressed, quiet hours",
                        "hand-written route, tuned",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "bulksms:",
                        "streamer",
                        "hand-written route, tuned",
                        "bulksms:",
                        "numbers, consecutive",
                        "numbers, shuffled",
                        "numbers, world",
                        "memory, shuffled",
                        "file, shuffled",
                        "memory, world",
                        "file, world",
                        "bulksms:, 1 in flight",
                        "bulksms:, 4 in flight",
                        "bulksms:, 16 in flight",
                        "bulksms:, 64 in flight",
                        "bulksms:, 1 in flight",
                        "bulksms:, 4 in flight",
                        "bulksms:, 16 in flight",
                        "bulksms:, 64 in flight");
    }

    @Test
    void aPeerInAProcessOfItsOwnTellsWhatItHasSpent() throws Exception {
        SpeedOptions options = SpeedOptions.of(
                Stream.concat(Stream.of("digest"), Stream.of(SMALL)).toArray(String[]::new));

        try (ListFolder lists = new ListFolder()) {
            for (Contest contest : SpeedCase.DIGEST.contests(options, lists)) {
                assertThat(contest.hold(PeerProcess::new, 0, 1)).hasSize(3).allSatisfy(figures -> {
                    assertThat(figures.cpuNanos().least()).isPositive();
                    assertThat(figures.perSecond().least()).isPositive();
                });
            }
        }
    }

    private static List<String> lines(SpeedOptions options, Runner.Launcher launcher) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Speed.print(options, launcher, new PrintStream(out));
        return out.toString().lines().toList();
    }

    /** In this process, but for one that must trust the stub's certificate: that is decided when a JVM starts. */
    private static Runner launch(Contestant contestant, String baseUrl) throws Exception {
        return contestant.javaOptions().stream().anyMatch(option -> option.startsWith("-D"))
                ? new PeerProcess(contestant, baseUrl)
                : new InThisProcess(contestant, baseUrl);
    }

    /** Starts faster than a process. */
    private static final class InThisProcess implements Runner {

        private final Contestant contestant;
        private final PeerProgram program;

        InThisProcess(Contestant contestant, String baseUrl) throws Exception {
            this.contestant = contestant;
            program = new PeerProgram(contestant.kind(), baseUrl, contestant.inFlight());
        }

        @Override
        public Measured round() throws Exception {
            return program.obey(contestant.work().order());
        }

        @Override
        public void close() throws Exception {
            program.close();
        }
    }
}
