package io.github.camelbulksms.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same work for several peers, side by side: they take turns round by round, so that whatever else the machine does hits
 * all of them.
 *
 * @param unit what the cost is given by
 * @param latencyMillis how long the stub takes for each request
 * @param certificate of the stub, null where it speaks plain HTTP
 */
record Contest(
        String title,
        String unit,
        int latencyMillis,
        Heat heat,
        List<Contestant> contestants,
        StubCertificate certificate) {

    private static final Duration BRIEFLY = Duration.ofSeconds(3);

    /** What has gone before a measured round. */
    enum Heat {
        /** Rounds that are not measured, in the same process. */
        WARM,
        /** Such rounds for three seconds, then one that is measured: each in a process of its own. */
        BRIEF,
        /** Nothing: each round is a process of its own. */
        COLD,
        /** Not even the start of the process, which is measured from its beginning to its end. */
        NONE
    }

    Contest(String title, String unit, int latencyMillis, Heat heat, List<Contestant> contestants) {
        this(title, unit, latencyMillis, heat, contestants, null);
    }

    /** The same over TLS. */
    Contest over(StubCertificate other) {
        return new Contest(title, unit, latencyMillis, heat, contestants, other);
    }

    List<Figures> hold(Runner.Launcher launcher, int warmUps, int rounds) throws Exception {
        List<Figures> figures = contestants.stream()
                .map(contestant -> new Figures(contestant, new ArrayList<>()))
                .toList();
        try (FastStub stub = FastStub.start(latencyMillis, certificate)) {
            if (heat == Heat.WARM) {
                holdWarm(launcher, stub, figures, warmUps, rounds);
            } else {
                holdApart(launcher, stub, figures, warmUps, rounds);
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

    private void holdApart(Runner.Launcher launcher, FastStub stub, List<Figures> figures, int warmUps, int rounds)
            throws Exception {
        for (int number = 0; number < rounds; number++) {
            for (Figures each : figures) {
                Round round = apart(launcher, stub, each.contestant(), warmUps);
                round.check(each.contestant(), Round.NOT_COUNTED);
                each.rounds().add(round);
            }
        }
    }

    /** In a process of its own. */
    private Round apart(Runner.Launcher launcher, FastStub stub, Contestant contestant, int warmUps) throws Exception {
        long cpu = Cpu.nanosOfEndedProcesses();
        long wall = System.nanoTime();
        Measured measured;
        try (Runner runner = launcher.launch(contestant, stub.baseUrl())) {
            if (heat == Heat.BRIEF) {
                warmUp(runner, warmUps);
                stub.taken();
            }
            measured = runner.round();
        }
        if (heat == Heat.NONE) {
            measured = measured.withTime(Cpu.nanosOfEndedProcesses() - cpu, System.nanoTime() - wall);
        }
        return new Round(measured, stub.taken());
    }

    private static void warmUp(Runner runner, int atMost) throws Exception {
        long end = System.nanoTime() + BRIEFLY.toNanos();
        for (int number = 0; number < atMost && System.nanoTime() < end; number++) {
            runner.round();
        }
    }
}
