package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.compliance.QuietHours;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.AuthMethod;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.Credentials;
import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.provider.Transport;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import io.github.camelbulksms.spi.SuppressionList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nine o'clock strikes in Belgrade in each of the moments at which a request waits for something: in New York it is noon. */
class FallsAsleepTest {

    private static final List<String> IN_BELGRADE = List.of("381601234567", "381601234568");
    private static final String IN_NEW_YORK = "12125550123";
    private static final Instant BEFORE_NINE = Instant.parse("2026-11-26T19:59:59.999Z");
    private static final Instant NINE = Instant.parse("2026-11-26T20:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-27T08:00:00Z");

    private static final String UNAVAILABLE = "{\"status\":{\"code\":500},\"errors\":[{\"code\":-40007}]}";
    private static final String ACCEPTED = "{\"status\":{\"code\":293}}";

    private enum Moment {
        AS_THE_RATE_LIMIT_IS_WAITED_FOR,
        AS_THE_SUPPRESSION_LIST_IS_ASKED,
        AS_THE_JOURNAL_IS_WRITTEN,
        AS_THE_PROVIDER_TAKES_NOTHING
    }

    private final List<String> posted = new ArrayList<>();
    private Instant now = BEFORE_NINE;
    private int begun;

    @ParameterizedTest
    @CsvSource({
        "AS_THE_RATE_LIMIT_IS_WAITED_FOR, 1",
        "AS_THE_SUPPRESSION_LIST_IS_ASKED, 2",
        "AS_THE_JOURNAL_IS_WRITTEN, 2",
        "AS_THE_PROVIDER_TAKES_NOTHING, 2"
    })
    void whoFallsAsleepIsPostponedAndTheOthersGetIt(Moment moment, int attempts) throws Exception {
        BulkSmsResult result = send(moment);

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.postponed()).isEqualTo(2);
        assertThat(result.resumeAt()).isEqualTo(MORNING);
        assertThat(posted.get(posted.size() - 1)).contains(IN_NEW_YORK).doesNotContain(IN_BELGRADE);
        assertThat(posted).hasSize(moment == Moment.AS_THE_PROVIDER_TAKES_NOTHING ? 2 : 1);
        assertThat(begun).as("attempts that the journal knows").isEqualTo(attempts);
        result.close();
    }

    private BulkSmsResult send(Moment moment) throws Exception {
        RateLimiter rateLimiter = () -> {
            strike(moment, Moment.AS_THE_RATE_LIMIT_IS_WAITED_FOR);
            return Duration.ZERO;
        };
        SuppressionList list = (campaign, phoneNumbers) -> {
            strike(moment, Moment.AS_THE_SUPPRESSION_LIST_IS_ASKED);
            return new BitSet();
        };
        Transport provider = (form, headers) -> {
            posted.add(new String(form.array(), 0, form.limit(), StandardCharsets.UTF_8));
            boolean takes = moment != Moment.AS_THE_PROVIDER_TAKES_NOTHING || now.equals(NINE);
            strike(moment, Moment.AS_THE_PROVIDER_TAKES_NOTHING);
            byte[] reply = (takes ? ACCEPTED : UNAVAILABLE).getBytes(StandardCharsets.US_ASCII);
            return new Transport.Reply(takes ? 200 : 429, reply, null);
        };
        Journal journal = (key, fingerprint, source, duplicates) -> new SlowJournal(moment, duplicates);
        SendContext context = new SendContext(
                new ProviderClient(Credentials.of(AuthMethod.basic, "id", "a2V5"), provider),
                rateLimiter,
                new RequestPermits(1),
                journal,
                new SendMetrics(),
                new Compliance(list, QuietHours.of("21:00-09:00", null), () -> now));
        RunSettings settings = new RunSettings(
                10,
                1,
                new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.given),
                RunLimits.NONE,
                new RetryPolicy(3, Duration.ZERO, Duration.ZERO),
                UnknownOutcome.hold);
        SendRequest request = new SendRequest(
                new Run("sale", "r"),
                0,
                new BulkMessage("Hello", null, null, null),
                RecipientInput.of(
                                List.of(IN_BELGRADE.get(0), IN_NEW_YORK, IN_BELGRADE.get(1)),
                                ListOptions.of(new PhoneNumberReader(NumberCheck.shape, null, null)))
                        .orElseThrow());
        return new RunExecution(request, settings, context, StopCheck.NEVER, (run, counts) -> {})
                .start(Runnable::run)
                .get();
    }

    private void strike(Moment chosen, Moment here) {
        now = chosen == here ? NINE : now;
    }

    /** Takes its time where that is the moment. */
    private final class SlowJournal implements RunJournal {

        private final Moment moment;
        private final RunJournal real;

        SlowJournal(Moment moment, DuplicateRecipient duplicates) {
            this.moment = moment;
            real = RunJournal.ofNothing(duplicates);
        }

        @Override
        public PriorOutcomes priorOutcomes() {
            return real.priorOutcomes();
        }

        @Override
        public boolean wasFinished() {
            return real.wasFinished();
        }

        @Override
        public long begin(RecipientBatch recipients) {
            assertThat(++begun).as("tried again and again, all night long").isLessThan(10);
            strike(moment, Moment.AS_THE_JOURNAL_IS_WRITTEN);
            return begun;
        }

        @Override
        public void finish(long attempt, AttemptResult outcome) {
            // what became of it is not looked at
        }

        @Override
        public void close(RunStatus status, Reading reading) {
            // as above
        }
    }
}
