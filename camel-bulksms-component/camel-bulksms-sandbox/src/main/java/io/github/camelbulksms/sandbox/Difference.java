package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What is other than a test expected.
 *
 * @param message names it
 */
record Difference(String message, Object expected, Object actual) {

    private static final int NAMED = 10;
    private static final int CHARACTERS = 40;

    void fail() {
        throw new AssertionFailedError(message, expected, actual);
    }

    static Difference inDelivered(long expected, Duration timeout, BulkSmsSandbox sandbox) {
        long accepted = sandbox.stats().messages();
        long delivered = sandbox.delivered();
        long failed = sandbox.failed();
        return new Difference(
                "expected " + expected + " messages delivered within " + timeout + ", were " + delivered + " of "
                        + accepted + " accepted (" + failed + " failed, " + (accepted - delivered - failed)
                        + " pending)" + recipients(sandbox.messages()) + requests(sandbox.stats()),
                expected,
                delivered);
    }

    static Difference inAccepted(long expected, Duration timeout, BulkSmsSandbox sandbox) {
        long accepted = sandbox.stats().messages();
        return new Difference(
                "expected " + expected + " messages accepted within " + timeout + ", were " + accepted
                        + recipients(sandbox.messages()) + requests(sandbox.stats()),
                expected,
                accepted);
    }

    static Optional<Difference> inRecipients(List<String> expected, List<AcceptedMessage> messages) {
        List<String> actual =
                messages.stream().map(AcceptedMessage::phoneNumber).toList();
        Map<String, Integer> surplus = new TreeMap<>();
        actual.forEach(number -> surplus.merge(number, 1, Integer::sum));
        expected.forEach(number -> surplus.merge(number, -1, Integer::sum));
        surplus.values().removeIf(count -> count == 0);
        if (surplus.isEmpty()) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        List<String> several = new ArrayList<>();
        surplus.forEach((number, count) -> {
            if (count < 0) {
                missing.add(number);
            } else if (expected.contains(number)) {
                several.add(number + " (" + count + " more than expected)");
            } else {
                strangers.add(number);
            }
        });
        return Optional.of(new Difference(
                "the recipients differ: no message to " + named(missing) + "; not expected: " + named(strangers)
                        + "; too often: " + named(several),
                expected.stream().sorted().toList(),
                actual.stream().sorted().toList()));
    }

    static Optional<Difference> inRepeats(List<AcceptedMessage> messages) {
        Map<String, List<AcceptedMessage>> repeated = messages.stream()
                .collect(Collectors.groupingBy(AcceptedMessage::phoneNumber, TreeMap::new, Collectors.toList()));
        repeated.values().removeIf(own -> own.size() == 1);
        if (repeated.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = repeated.values().stream()
                .map(own -> own.get(0).phoneNumber() + " got " + own.size() + ": "
                        + named(own.stream().map(Difference::numberAndText).toList()))
                .toList();
        return Optional.of(
                new Difference("expected one message at most to each recipient: " + named(words), 0, repeated.size()));
    }

    static Optional<Difference> inText(String phoneNumber, String expected, List<AcceptedMessage> messages) {
        List<String> own = messages.stream()
                .filter(message -> message.phoneNumber().equals(phoneNumber))
                .map(AcceptedMessage::template)
                .toList();
        if (own.isEmpty()) {
            return Optional.of(new Difference("no message to " + phoneNumber + recipients(messages), expected, null));
        }
        String actual = own.get(own.size() - 1);
        if (actual.equals(expected)) {
            return Optional.empty();
        }
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return Optional.of(new Difference(
                "the text to " + phoneNumber + " differs at character " + (at + 1) + ": expected '"
                        + Preview.of(expected.substring(at), CHARACTERS) + "', was '"
                        + Preview.of(actual.substring(at), CHARACTERS) + "'",
                expected,
                actual));
    }

    private static String numberAndText(AcceptedMessage message) {
        return "message " + message.number() + " '" + Preview.of(message.template(), CHARACTERS) + "'";
    }

    private static String recipients(List<AcceptedMessage> messages) {
        return "; recipients: " + named(messages, AcceptedMessage::phoneNumber);
    }

    private static String requests(SandboxStats stats) {
        return "; requests: " + stats.requests() + ", accepted " + stats.accepted() + ", refused " + stats.refused()
                + ", dropped " + stats.dropped();
    }

    private static String named(List<String> names) {
        return named(names, Function.identity());
    }

    private static <T> String named(Collection<T> all, Function<T, String> name) {
        if (all.isEmpty()) {
            return "none";
        }
        return all.stream().limit(NAMED).map(name).collect(Collectors.joining(", "))
                + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
    }
}
