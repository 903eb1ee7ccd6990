package io.github.camelbulksms.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The same work for several peers, side by side: they take turns round by round, so that whatever else the machine does hits
 * all of them.
 *
 * @param unit what the cost is given by
 * @param latencyMillis how long the stub takes for each request
 */
record Contest(String title, String unit, int latencyMillis, Heat heat, List<Contestant> contestants) {

    /** What has gone before a measured round. */
    enum Heat {
        /** Rounds that are not measured, in the same process. */
        WARM,
        /** Nothing: each round is a process of its own. */
        COLD
    }

    List<Figures> hold(Runner.Launcher launcher, int warmUps, int rounds) throws Exception {
        List<Figures> figures = contestants.stream()
                .map(contestant -> new Figures(contestant, new ArrayList<>()))
                .toList();
        try (FastStub stub = FastStub.start(latencyMillis)) {
            if (heat == Heat.WARM) {
                holdWarm(launcher, stub, figures, warmUps, rounds);
            } else {
                holdCold(launcher, stub, figures, rounds);
            }
        }
        return figures;
    }

    private void holdWarm(Runner.Launcher launcher, FastStub stub, List<Figures> figures, int warmUps, int rounds)
            throws Exception {
        List<Runner> runners = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                Runner runner = launcher.launch(contestant, stub.baseUrl());
                runners.add(runner);
                stub.count();
                Measured first = runner.round();
                check(contestant, first, stub.taken(), contestant.work().recipients());
            }
            for (int round = 1 - warmUps; round <= rounds; round++) {
                for (int i = 0; i < runners.size(); i++) {
                    Measured measured = runners.get(i).round();
                    check(contestants.get(i), measured, stub.taken(), 0);
                    if (round > 0) {
                        figures.get(i).rounds().add(measured);
                    }
                }
            }
        } finally {
            for (Runner runner : runners) {
                runner.close();
            }
        }
    }

    private void holdCold(Runner.Launcher launcher, FastStub stub, List<Figures> figures, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (Figures each : figures) {
                try (Runner runner = launcher.launch(each.contestant(), stub.baseUrl())) {
                    Measured measured = runner.round();
                    check(each.contestant(), measured, stub.taken(), 0);
                    each.rounds().add(measured);
                }
            }
        }
    }

    private static void check(Contestant contestant, Measured measured, FastStub.Taken taken, long recipients)
            throws IOException {
        long requests = contestant.work().requests();
        if (measured.accepted() != requests || taken.requests() != requests || taken.recipients() != recipients) {
            throw new IOException(contestant.title() + ": " + measured + " and " + taken + " of "
                    + contestant.work().recipients() + " recipients in " + requests + " requests");
        }
    }
}
