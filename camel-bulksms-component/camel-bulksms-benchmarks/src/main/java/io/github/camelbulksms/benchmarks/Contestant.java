package io.github.camelbulksms.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * A peer that takes part in a contest.
 *
 * @param title how its row is named
 * @param inFlight requests at a time, at most
 * @param targets what it has to reach there
 */
record Contestant(
        String title, PeerKind kind, int inFlight, Work work, List<String> javaOptions, List<Target> targets) {

    Contestant(PeerKind kind, int inFlight, Work work, Target... targets) {
        this(kind.title, kind, inFlight, work, List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"), List.of(targets));
    }

    Contestant withJava(String... options) {
        return new Contestant(title, kind, inFlight, work, List.of(options), targets);
    }

    Contestant withMoreJava(List<String> options) {
        return withJava(Stream.concat(javaOptions.stream(), options.stream()).toArray(String[]::new));
    }

    Contestant named(String other) {
        return new Contestant(other, kind, inFlight, work, javaOptions, targets);
    }
}
