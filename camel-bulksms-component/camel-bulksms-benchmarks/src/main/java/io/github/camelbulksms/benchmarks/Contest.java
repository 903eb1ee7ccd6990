package io.github.camelbulksms.benchmarks;

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
                new Round(runner.round(), stub.taken())
                        .check(contestant, contestant.work().recipients());
            }
            for (int number = 1 - warmUps; number <= rounds; number++) {
                for (int i = 0; i < runners.size(); i++) {
                    Round round = new Round(runners.get(i).round(), stub.taken());
                    round.check(contestants.get(i), Round.NOT_COUNTED);
                    if (number > 0) {
                        figures.get(i).rounds().add(round);
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
        for (int number = 0; number < rounds; number++) {
            for (Figures each : figures) {
                try (Runner runner = launcher.launch(each.contestant(), stub.baseUrl())) {
                    Round round = new Round(runner.round(), stub.taken());
                    round.check(each.contestant(), Round.NOT_COUNTED);
                    each.rounds().add(round);
                }
            }
        }
    }
}
