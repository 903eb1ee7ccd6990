package io.github.camelbulksms.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Unassigned phone numbers whose last digits say what becomes of a message to them. Regulators keep them
 * free for films and books; {@code docs/sandbox.md} names the sources. Thread-safe.
 */
final class MagicNumbers {

    /**
     * A range of numbers.
     *
     * @param prefix the digits in front of the last ones
     * @param digits how many digits choose: 3 are a code as it is, 2 are one by the rule of {@link #code}
     * @param where whose numbers they are
     * @param source which rule keeps them free
     */
    record Range(String prefix, int digits, String where, String source) {}

    /**
     * What a number can choose.
     *
     * @param numbers one of each range in which a number chooses it
     */
    record Outcome(int code, String words, List<String> numbers) {}

    static final List<Range> RANGES = List.of(
            new Range("120255501", 2, "US and Canada (any area code)", "NANPA: 555-0100 to 555-0199"),
            new Range("442079460", 3, "London", "Ofcom: 020 7946 0000 to 0999"),
            new Range("447700900", 3, "UK mobile, with + only", "Ofcom: 07700 900000 to 900999"),
            new Range("493023125", 3, "Berlin", "Bundesnetzagentur: (0)30 23125 000 to 999"),
            new Range("496990009", 3, "Frankfurt", "Bundesnetzagentur: (0)69 90009 000 to 999"),
            new Range("494066969", 3, "Hamburg", "Bundesnetzagentur: (0)40 66969 000 to 999"),
            new Range("492214710", 3, "Cologne", "Bundesnetzagentur: (0)221 4710 000 to 999"),
            new Range("498999998", 3, "Munich", "Bundesnetzagentur: (0)89 99998 000 to 999"));

    static final int NEVER_REPORTED = 404;
    static final int DROPPED_BEFORE = 408;
    static final int DROPPED_AFTER = 409;
    static final int RATE_LIMITED_ONCE = 429;

    private static final Set<Integer> BEHAVIOURS =
            Set.of(NEVER_REPORTED, DROPPED_BEFORE, DROPPED_AFTER, RATE_LIMITED_ONCE);
    private static final Set<Integer> TEMPORARY = Set.of(503, 505);
    private static final Pattern NORTH_AMERICA = Pattern.compile("1[2-9]\\d\\d55501(\\d\\d)");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:442079460|447700900|493023125|496990009|494066969" + "|492214710|498999998)(\\d{3})");
    /** More than a test uses; past it a number is answered with 429 again. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Boolean> limitedBefore = new ConcurrentHashMap<>();

    /** The code that the last digits of a number choose; empty for other numbers, and where they choose nothing. */
    static Optional<Integer> code(String phoneNumber) {
        Matcher three = ELSEWHERE.matcher(phoneNumber);
        if (three.matches()) {
            return known(Integer.parseInt(three.group(1)));
        }
        Matcher two = NORTH_AMERICA.matcher(phoneNumber);
        return two.matches() ? ofTwo(Integer.parseInt(two.group(1))) : Optional.empty();
    }

    /** The statuses that a number's messages will have, or empty when the number does not choose them. */
    static Optional<List<Integer>> statuses(String phoneNumber) {
        return code(phoneNumber).map(code -> {
            if (TEMPORARY.contains(code)) {
                return List.of(code, 200);
            }
            return switch (code) {
                case NEVER_REPORTED -> List.<Integer>of();
                case DROPPED_BEFORE, DROPPED_AFTER, RATE_LIMITED_ONCE -> List.of(200);
                default -> List.of(code);
            };
        });
    }

    /** Every outcome that a number can choose. */
    static List<Outcome> outcomes() {
        return Stream.concat(DeliveryStatuses.DESCRIPTIONS.keySet().stream(), BEHAVIOURS.stream())
                .sorted()
                .map(code -> new Outcome(
                        code,
                        words(code),
                        RANGES.stream()
                                .flatMap(range -> number(range, code).stream())
                                .toList()))
                .toList();
    }

    /** The number of a range that chooses this code. */
    static Optional<String> number(Range range, int code) {
        String last = "%0" + range.digits() + "d";
        return IntStream.range(0, range.digits() == 2 ? 100 : 1000)
                .mapToObj(i -> range.prefix() + String.format(last, i))
                .filter(number -> code(number).equals(Optional.of(code)))
                .findFirst();
    }

    private static String words(int code) {
        return switch (code) {
            case NEVER_REPORTED -> "Accepted, and never reported";
            case DROPPED_BEFORE -> "The connection is closed before the request is accepted";
            case DROPPED_AFTER -> "The request is accepted, and the connection closed without a reply";
            case RATE_LIMITED_ONCE -> "Its request is answered with 429 (-40007) once, then accepted";
            case 203, 290, 292, 295 -> DeliveryStatuses.description(code) + ", and no final status";
            case 503, 505 -> DeliveryStatuses.description(code) + ", then delivered";
            default -> DeliveryStatuses.description(code);
        };
    }

    /** The fault that a request with this recipient suffers, or null. */
    Fault fault(String phoneNumber) {
        return code(phoneNumber)
                .map(code -> switch (code) {
                    case DROPPED_BEFORE -> Fault.DROP_BEFORE_ACCEPTANCE;
                    case DROPPED_AFTER -> Fault.DROP_AFTER_ACCEPTANCE;
                    case RATE_LIMITED_ONCE -> firstTime(phoneNumber) ? Fault.RATE_LIMITED : null;
                    default -> null;
                })
                .orElse(null);
    }

    void reset() {
        limitedBefore.clear();
    }

    private boolean firstTime(String phoneNumber) {
        if (limitedBefore.size() >= REMEMBERED) {
            limitedBefore.clear();
        }
        return limitedBefore.put(phoneNumber, true) == null;
    }

    /** 5nn is nn, 2nn is nn + 40, 4nn is nn + 20, and 286, 292 and 295 are their last two digits. */
    private static Optional<Integer> ofTwo(int digits) {
        return Stream.of(500 + digits, 160 + digits, 380 + digits, digits < 80 ? 0 : 200 + digits)
                .flatMap(code -> known(code).stream())
                .findFirst();
    }

    private static Optional<Integer> known(int code) {
        return BEHAVIOURS.contains(code) || DeliveryStatuses.isKnown(code) ? Optional.of(code) : Optional.empty();
    }
}
