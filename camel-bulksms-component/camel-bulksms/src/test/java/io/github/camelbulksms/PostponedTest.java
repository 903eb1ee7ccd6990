package io.github.camelbulksms;

import static io.github.camelbulksms.CamelRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody gets a message at night, by the clock where they are. */
class PostponedTest {

    private static final String SERBIAN = "381601234567";
    private static final String NEW_YORKER = "12125550123";
    private static final String OF_NOWHERE = "8835100123456";
    private static final List<String> LIST = List.of("+" + SERBIAN, "+" + NEW_YORKER);

    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder().start();
    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
    private volatile Instant now = Instant.parse("2026-11-26T09:30:00Z");

    @AfterEach
    void stop() {
        database.dispose();
        sandbox.close();
    }

    @Test
    void whoeverSleepsGetsItFromTheSameRunWhenTheyAreAwakeAlsoOverARestart() {
        Exchange morning = send(LIST, "");
        BulkSmsResult first = result(morning);
        assertThat(first.accepted()).isEqualTo(1);
        assertThat(first.postponed()).isEqualTo(1);
        assertThat(first.resumeAt()).isEqualTo("2026-11-26T14:00:00Z");
        assertThat(morning.getException())
                .isInstanceOf(BulkSmsException.class)
                .hasMessageContaining("1 are postponed: the same run, sent again, sends to them, the first of them from"
                        + " 2026-11-26T14:00:00Z on");
        assertThat(morning.getMessage().getHeader(BulkSmsConstants.POSTPONED)).isEqualTo(1L);
        assertThat(morning.getMessage().getHeader(BulkSmsConstants.RESUME_AT)).isEqualTo("2026-11-26T14:00:00Z");
        assertThat(CamelRig.named(morning, Outcome.POSTPONED))
                .extracting(RecipientOutcome::reason)
                .containsExactly("not sent: quiet hours 21:00-09:00 in America/New_York, until 2026-11-26T14:00:00Z");
        assertThat(sentTo()).containsExactly(SERBIAN);

        now = now.plusSeconds(3600);
        assertThat(result(send(LIST, "")).postponed()).isEqualTo(1);
        now = first.resumeAt();
        Exchange afternoon = send(LIST, "");
        assertThat(afternoon.getException()).isNull();
        assertThat(result(afternoon).accepted()).isEqualTo(2);
        assertThat(afternoon.getMessage().getHeader(BulkSmsConstants.RESUME_AT)).isNull();
        assertThat(sentTo()).containsExactly(SERBIAN, NEW_YORKER);
    }

    @ParameterizedTest
    @CsvSource({
        "12125550123, 14155550123, 1000",
        "14155550123, 12125550123, 1000",
        "12125550123, 14155550123, 1",
        "14155550123, 12125550123, 1"
    })
    void theSameRunIsToBeSentAgainWhenTheFirstOfThemIsAwake(String one, String other, int batchSize) {
        BulkSmsResult night = result(send(List.of("+" + one, "+" + other), "&batchSize=" + batchSize));
        assertThat(night.postponed()).isEqualTo(2);
        assertThat(night.resumeAt()).as("nine o'clock in New York").isEqualTo("2026-11-26T14:00:00Z");
    }

    @Test
    void aNumberThatIsNowhereIsJudgedByTheOptionAndPostponedForEverWithoutIt() {
        Exchange done = send(List.of("+" + OF_NOWHERE), "&numberCheck=shape");
        assertThat(result(done).resumeAt()).isNull();
        assertThat(CamelRig.named(done, Outcome.POSTPONED))
                .extracting(RecipientOutcome::reason)
                .containsExactly("not sent: the time zone of the number is not known: expected the option timeZone, for"
                        + " instance Europe/Belgrade");
        assertThat(result(send(List.of("+" + OF_NOWHERE), "&numberCheck=shape&timeZone=Europe/Belgrade"))
                        .accepted())
                .isEqualTo(1);
    }

    @Test
    void aDryRunInTheNightSaysWhoSleepsAndIsWell() {
        Exchange done = send(LIST, "&dryRun=true");
        assertThat(done.getException()).isNull();
        assertThat(result(done).postponed()).isEqualTo(1);
        assertThat(result(done).unsent()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "quietHours=21-9, quietHours is '21-9': expected from and to",
        "quietHours=21:00-09:00&timeZone=Belgrade, timeZone is 'Belgrade': expected the name of one",
        "timeZone=+25:00, timeZone is"
    })
    void whatCannotBeUnderstoodIsRefusedAtStart(String options, String message) {
        try (CamelRig rig = rig()) {
            assertThatThrownBy(() -> rig.context
                            .getEndpoint("bulksms:sale?template=Hello&" + options)
                            .createProducer())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(message);
        }
    }

    private CamelRig rig() {
        return new CamelRig(sandbox, component -> {
            component.setDataSource(database);
            component.setClock(() -> now);
        });
    }

    /** Each time as after a restart. */
    private Exchange send(List<String> list, String more) {
        try (CamelRig rig = rig()) {
            return rig.send(
                    "bulksms:sale?template=Hello&quietHours=21:00-09:00" + more,
                    list,
                    Map.of(BulkSmsConstants.RUN, "r" + more.length()));
        }
    }

    private List<String> sentTo() {
        return sandbox.messages().stream().map(AcceptedMessage::phoneNumber).toList();
    }
}
