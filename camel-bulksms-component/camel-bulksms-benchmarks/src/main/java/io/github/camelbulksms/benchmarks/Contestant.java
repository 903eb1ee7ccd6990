package io.github.camelbulksms.benchmarks;

import java.util.List;

/**
 * A peer that takes part in a contest.
 *
 * @param title how its row is named
 * @param targets what it has to reach there
 */
record Contestant(String title, PeerKind kind, Work work, List<String> javaOptions, List<Target> targets) {

    Contestant(PeerKind kind, Work work, Target... targets) {
        this(kind.title, kind, work, List.of("-Xms1g", "-Xmx1g"), List.of(targets));
    }

    Contestant with(String... options) {
        return new Contestant(title, kind, work, List.of(options), targets);
    }

    Contestant named(String other) {
        return new Contestant(other, kind, work, javaOptions, targets);
    }
}
