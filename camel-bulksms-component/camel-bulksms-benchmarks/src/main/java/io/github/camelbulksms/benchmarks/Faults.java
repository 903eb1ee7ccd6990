package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs every peer through the same faults, and compares what it believes with what the provider did. */
public final class Faults {

    static final int BATCH = 100;
    static final int IN_FLIGHT = 4;

    private Faults() {}

    @FunctionalInterface
    private interface Maker {

        Peer make(Account account) throws Exception;
    }

    /** How far reported and truth are apart, in recipients. */
    record Score(String peer, long twice, long lost, long failedYetSent, long unknown, long requests) {

        String row() {
            return "| " + peer + " | " + twice + " | " + lost + " | " + failedYetSent + " | " + unknown + " | "
                    + requests + " |";
        }
    }

    /**
     * @param args how many recipients, 100,000 by default
     */
    public static void main(String[] args) throws Exception {
        System.out.println("| sent with | got it twice | taken for sent, got nothing | taken for failed, got it |"
                + " named as unknown | requests |\n|---|---|---|---|---|---|");
        for (Score score : scores(args.length == 0 ? 100_000 : Integer.parseInt(args[0]))) {
            System.out.println(score.row());
        }
    }

    static List<Score> scores(int recipients) throws Exception {
        return List.of(
                score(account -> new SdkPeer(account, 1), recipients),
                score(account -> new SdkPeer(account, 5), recipients),
                score(account -> new HttpRoutePeer(account, 0), recipients),
                score(account -> new HttpRoutePeer(account, 4), recipients),
                score(account -> new BulkSmsPeer(account, UnknownOutcome.hold), recipients),
                score(account -> new BulkSmsPeer(account, UnknownOutcome.resend), recipients));
    }

    private static Score score(Maker maker, int recipients) throws Exception {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().messagesKept(2 * recipients).start()) {
            fail(sandbox);
            List<String> phoneNumbers = IntStream.range(0, recipients)
                    .mapToObj(i -> Long.toString(381_600_000_000L + i))
                    .toList();
            try (Peer peer = maker.make(new Account(sandbox.baseUrl(), sandbox.customerId(), sandbox.apiKey()))) {
                ReportedOutcome reported = peer.send(phoneNumbers);
                return compare(peer.name(), phoneNumbers, reported, sandbox);
            }
        }
    }

    private static void fail(BulkSmsSandbox sandbox) {
        sandbox.withProbability(Fault.DROP_BEFORE_ACCEPTANCE, 0.02, 1);
        sandbox.withProbability(Fault.DROP_AFTER_ACCEPTANCE, 0.02, 2);
        sandbox.withProbability(Fault.HALF_REPLY, 0.01, 3);
        sandbox.withProbability(Fault.HTML_BAD_GATEWAY_AFTER_ACCEPTANCE, 0.01, 4);
        sandbox.withProbability(Fault.RATE_LIMITED, 0.02, 5);
        sandbox.withProbability(Fault.UNAVAILABLE, 0.02, 6);
    }

    private static Score compare(
            String peer, List<String> phoneNumbers, ReportedOutcome reported, BulkSmsSandbox sandbox) {
        Map<String, Integer> truth = new HashMap<>();
        for (AcceptedMessage message : sandbox.messages()) {
            truth.merge(message.phoneNumber(), 1, Integer::sum);
        }
        long twice = truth.values().stream().filter(times -> times > 1).count();
        long lost = phoneNumbers.stream()
                .filter(phone -> !truth.containsKey(phone))
                .filter(phone -> !reported.failed().contains(phone)
                        && !reported.unknown().contains(phone))
                .count();
        long failedYetSent =
                reported.failed().stream().filter(truth::containsKey).count();
        return new Score(
                peer,
                twice,
                lost,
                failedYetSent,
                reported.unknown().size(),
                sandbox.stats().requests());
    }
}
