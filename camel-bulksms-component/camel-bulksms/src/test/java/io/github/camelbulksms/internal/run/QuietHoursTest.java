package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.compliance.QuietHours;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.provider.AuthMethod;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.Credentials;
import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.provider.Transport;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import io.github.camelbulksms.spi.SuppressionList;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs at random moments of a year, of numbers from everywhere, while the clock moves on with all that takes time. A longer one:
 * {@code -Dbulksms.nights=5000 -Dbulksms.seed=2}.
 */
@Tag("slow")
class QuietHoursTest {

    private static final int NIGHTS = Integer.getInteger("bulksms.nights", 60);
    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();
    private static final ZoneId OTHERWISE = ZoneId.of("Europe/Belgrade");
    private static final byte[] UNAVAILABLE =
            "{\"status\":{\"code\":500},\"errors\":[{\"code\":-40007,\"description\":\"busy\"}]}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] ACCEPTED = "{\"status\":{\"code\":293}}".getBytes(StandardCharsets.UTF_8);

    /** Both changes of daylight saving of Europe and of America. */
    private static final List<String> CHANGES =
            List.of("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z");

    private final Random random = new Random(SEED);
    private final List<String> numbers = numbers();
    private final Map<String, List<ZoneId>> zones = new HashMap<>();
    private Instant now;
    private long requests;
    private long postponed;

    @Test
    void noRequestCarriesAnybodyInsideTheWindowAndEverybodyIsSentToOnceInTheEnd() throws Exception {
        for (int night = 0; night < NIGHTS; night++) {
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            // long enough to be met, and short enough to end for numbers of many zones
            LocalTime to = from.plusMinutes(1 + random.nextInt(10 * 60));
            List<String> list = random.ints(40, 0, numbers.size())
                    .mapToObj(numbers::get)
                    .distinct()
                    .toList();
            now = randomMoment();
            sendUntilAllHaveIt(list, from, to, "night " + night + " of seed " + SEED);
        }
        System.out.printf(
                "quiet hours: nights=%d seed=%d requests=%d postponed=%d%n", NIGHTS, SEED, requests, postponed);
        assertThat(postponed).isGreaterThan(NIGHTS);
    }

    private Instant randomMoment() {
        if (random.nextBoolean()) {
            return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 3600));
        }
        return Instant.parse(CHANGES.get(random.nextInt(CHANGES.size())))
                .plusSeconds(random.nextInt(12 * 3600) - 6 * 3600);
    }

    private void sendUntilAllHaveIt(List<String> list, LocalTime from, LocalTime to, String what) throws Exception {
        Journal journal = new MemoryJournal(() -> now);
        Map<String, Integer> got = new HashMap<>();
        Transport provider = (form, headers) -> {
            requests++;
            List<String> recipients = recipients(new String(form.array(), 0, form.limit(), StandardCharsets.UTF_8));
            for (String recipient : recipients) {
                for (ZoneId zone : zonesOf(recipient)) {
                    assertThat(isInside(from, to, LocalTime.ofInstant(now, zone)))
                            .as("%s: +%s at %s in %s, quiet %s-%s", what, recipient, now, zone, from, to)
                            .isFalse();
                }
            }
            boolean accepts = random.nextInt(3) > 0;
            takesTime(90);
            if (accepts) {
                recipients.forEach(recipient -> got.merge(recipient, 1, Integer::sum));
            }
            return new Transport.Reply(accepts ? 200 : 429, accepts ? ACCEPTED : UNAVAILABLE, null);
        };
        BulkSmsResult result;
        int entered = 0;
        do {
            result = send(list, provider, journal, from, to);
            assertThat(result.read()).as(what).isEqualTo(list.size());
            postponed += result.postponed();
            if (result.postponed() > 0) {
                assertThat(result.allWell()).isFalse();
                assertThat(result.resumeAt()).as(what).isNotNull();
                try (Stream<RecipientOutcome> names = result.recipients(Outcome.POSTPONED)) {
                    assertThat(names).hasSize((int) result.postponed()).allSatisfy(one -> assertThat(one.reason())
                            .startsWith("not sent: quiet hours " + from + "-" + to));
                }
                now = now.isBefore(result.resumeAt()) ? result.resumeAt() : now;
            }
            result.close();
            assertThat(++entered)
                    .as("%s: %s %s", what, result, result.problems())
                    .isLessThan(200);
        } while (!result.allWell());
        assertThat(got.keySet()).as(what).containsExactlyInAnyOrderElementsOf(list);
        assertThat(got.values()).as(what).containsOnly(1);
    }

    private BulkSmsResult send(List<String> list, Transport provider, Journal journal, LocalTime from, LocalTime to)
            throws Exception {
        RateLimiter waits = () -> {
            takesTime(600);
            return Duration.ZERO;
        };
        SuppressionList slow = (campaign, phoneNumbers) -> {
            takesTime(5);
            return new BitSet();
        };
        SendContext context = new SendContext(
                new ProviderClient(Credentials.of(AuthMethod.basic, "id", "a2V5"), provider),
                waits,
                new RequestPermits(1),
                journal,
                new SendMetrics(),
                new Compliance(slow, QuietHours.of(from + "-" + to, OTHERWISE.getId()), () -> now));
        RunSettings settings = new RunSettings(
                1 + random.nextInt(20),
                1,
                new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.given),
                RunLimits.NONE,
                new RetryPolicy(3, Duration.ZERO, Duration.ZERO),
                UnknownOutcome.hold);
        SendRequest request = new SendRequest(
                new Run("sale", "r"),
                0,
                new BulkMessage("Hello", null, null, null),
                RecipientInput.of(list, ListOptions.of(new PhoneNumberReader(NumberCheck.shape, null, null)))
                        .orElseThrow());
        return new RunExecution(request, settings, context, StopCheck.NEVER, (run, counts) -> {})
                .start(Runnable::run)
                .get();
    }

    private void takesTime(int maxSeconds) {
        now = now.plusMillis(random.nextInt(maxSeconds * 1000));
    }

    /** By another way than the component's. */
    private List<ZoneId> zonesOf(String digits) {
        return zones.computeIfAbsent(digits, each -> {
            try {
                PhoneNumber number = LIBPHONENUMBER.parse("+" + each, null);
                PhoneNumberToTimeZonesMapper mapper = PhoneNumberToTimeZonesMapper.getInstance();
                List<ZoneId> known = (number.getCountryCode() == 1
                                ? mapper.getTimeZonesForGeographicalNumber(number)
                                : mapper.getTimeZonesForNumber(number))
                        .stream()
                                .filter(name -> !name.equals("Etc/Unknown"))
                                .map(ZoneId::of)
                                .toList();
                return known.isEmpty() ? List.of(OTHERWISE) : known;
            } catch (NumberParseException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean isInside(LocalTime from, LocalTime to, LocalTime time) {
        int minutes = time.getHour() * 60 + time.getMinute();
        int begin = from.getHour() * 60 + from.getMinute();
        int length = Math.floorMod(to.getHour() * 60 + to.getMinute() - begin, 24 * 60);
        return Math.floorMod(minutes - begin, 24 * 60) < length;
    }

    private List<String> numbers() {
        List<String> all = new ArrayList<>();
        for (String region : LIBPHONENUMBER.getSupportedRegions()) {
            PhoneNumber example =
                    LIBPHONENUMBER.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.MOBILE);
            if (example != null) {
                all.add(example.getCountryCode() + LIBPHONENUMBER.getNationalSignificantNumber(example));
            }
        }
        for (int i = 0; i < 100; i++) {
            all.add("1" + (201 + random.nextInt(780)) + (2_000_000 + random.nextInt(7_999_999)));
        }
        all.removeIf(number -> zonesKnownAtAll(number) > 12);
        return all;
    }

    /** Toll-free numbers of America are anywhere from Guam to Bermuda: there some windows never end. */
    private int zonesKnownAtAll(String number) {
        try {
            return PhoneNumberToTimeZonesMapper.getInstance()
                    .getTimeZonesForGeographicalNumber(LIBPHONENUMBER.parse("+" + number, null))
                    .size();
        } catch (NumberParseException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static List<String> recipients(String form) {
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("recipients="))
                .flatMap(field -> Arrays.stream(URLDecoder.decode(field.substring(11), StandardCharsets.UTF_8)
                        .split(",")))
                .toList();
    }
}
