package io.github.camelbulksms;

import static io.github.camelbulksms.CamelRig.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever wants no messages gets none, from the next batch on. */
class SuppressionTest {

    private static final String ONE_BY_ONE = "&suppressionList=#optOuts&batchSize=10&concurrentRequests=1";
    private static final List<String> PHONES = CamelRig.phones(50);

    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder().start();
    private final MemorySuppressionList optOuts = new MemorySuppressionList();
    private CamelRig camel;

    @BeforeEach
    void start() {
        camel = rig(optOuts);
    }

    private CamelRig rig(SuppressionList list) {
        CamelRig rig = new CamelRig(sandbox, component -> {
            component.getConfiguration().setNumberCheck(NumberCheck.shape);
            component.getCamelContext().getRegistry().bind("optOuts", list);
        });
        return rig;
    }

    @AfterEach
    void stop() {
        camel.close();
        sandbox.close();
    }

    @Test
    void whoWantsNoMessagesIsCountedNamedAndNotSentTo() throws Exception {
        optOuts.suppress("+" + PHONES.get(3));
        optOuts.suppress(PHONES.get(25), "sale");
        optOuts.suppress(PHONES.get(26), "news");

        Exchange done = send();

        BulkSmsResult result = result(done);
        assertThat(result.accepted()).isEqualTo(48);
        assertThat(result.suppressed()).isEqualTo(2);
        assertThat(result.read()).isEqualTo(50);
        assertThat(result.requests()).isEqualTo(5);
        assertThat(done.getMessage().getHeader(BulkSmsConstants.SUPPRESSED)).isEqualTo(2L);
        assertThat(sentTo()).doesNotContain(PHONES.get(3), PHONES.get(25)).hasSize(48);
        List<RecipientOutcome> named = CamelRig.named(done, Outcome.SUPPRESSED).toList();
        assertThat(named).extracting(RecipientOutcome::position).containsExactly(4L, 26L);
        assertThat(named)
                .extracting(one -> one.recipient().phoneNumber())
                .containsExactly(PHONES.get(3), PHONES.get(25));
        assertThat(named).extracting(RecipientOutcome::reason).containsOnly("suppressed: wants no messages");
        JsonNode json = new JsonMapper().readTree(BulkSmsConverters.toJson(result));
        assertThat(json.path("suppressed").asInt()).isEqualTo(2);
        assertThat(result)
                .hasToString("campaign=sale run=r read=50 accepted=48 invalid=0 duplicates=0 suppressed=2"
                        + " postponed=0 refused=0 unsent=0 unknown=0 requests=5");
    }

    @Test
    void anOptOutHoldsFromTheNextBatchOn() throws Exception {
        sandbox.onRequest(3, Fault.UNAVAILABLE);
        CamelRig growing = rig(new SuppressionList() {
            private int asked;

            @Override
            public BitSet suppressed(String campaign, long[] phoneNumbers) {
                if (++asked == 4) {
                    // between two attempts of the third batch
                    optOuts.suppress(PHONES.get(22));
                    optOuts.suppress(PHONES.get(44));
                }
                return optOuts.suppressed(campaign, phoneNumbers);
            }
        });

        BulkSmsResult result = result(send(growing));

        assertThat(result.suppressed()).isEqualTo(2);
        assertThat(result.accepted()).isEqualTo(48);
        assertThat(result.requests()).isEqualTo(6);
        assertThat(sentTo()).doesNotContain(PHONES.get(22), PHONES.get(44));
        growing.close();
    }

    @Test
    void aListOfNobodyElseIsWellAndMakesNoRequest() {
        PHONES.forEach(optOuts::suppress);

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(result(done).suppressed()).isEqualTo(50);
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void whereTheListCannotBeAskedNothingIsSentAndTheReasonIsSaid() {
        CamelRig broken = rig((campaign, phoneNumbers) -> {
            throw new IOException("the CRM does not answer");
        });

        BulkSmsResult result = result(send(broken));

        assertThat(result.unsent()).isEqualTo(50);
        assertThat(result.stopped())
                .isEqualTo("not sent: the suppression list cannot be asked: the CRM does not answer");
        assertThat(sandbox.stats().requests()).isZero();
        broken.close();
    }

    @Test
    void aListThatAnswersMoreThanItWasAskedIsNotBelieved() {
        BitSet tooMuch = new BitSet();
        tooMuch.set(10);
        CamelRig broken = rig((campaign, phoneNumbers) -> tooMuch);

        BulkSmsResult result = result(send(broken));

        assertThat(result.unsent()).isEqualTo(50);
        assertThat(result.stopped()).contains("it answered of number 11, and was asked of 10");
        broken.close();
    }

    @Test
    void whoWasSuppressedStaysSoInThatRunThoughTheyComeOffTheList() throws Exception {
        sandbox.onRequest(2, Fault.UNAVAILABLE);
        optOuts.suppress(PHONES.get(3));
        BulkSmsResult first = result(send(camel, "&maxAttempts=1"));
        assertThat(first.unsent()).isEqualTo(10);
        optOuts.unsuppress(PHONES.get(3));

        BulkSmsResult second = result(send(camel, "&maxAttempts=1"));

        assertThat(second.suppressed()).isEqualTo(1);
        assertThat(second.accepted()).isEqualTo(49);
        assertThat(sentTo()).doesNotContain(PHONES.get(3)).doesNotHaveDuplicates();
    }

    @Test
    void aFinishedRunComesAgainWithItsSuppressedPeople() {
        optOuts.suppress(PHONES.get(3));
        send();
        BulkSmsResult again = result(send());
        assertThat(again.allWell()).isTrue();
        assertThat(again.suppressed()).isEqualTo(1);
        assertThat(again.requests()).isZero();
    }

    @Test
    void inADatabaseAnOptOutOfOneCampaignHoldsInAnotherAndOverARestart() throws Exception {
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
        try {
            Campaigns campaigns = new Campaigns(database);
            campaigns.suppress(PHONES.get(7));
            campaigns.suppress(PHONES.get(8), "sale");
            sandbox.onRequest(2, Fault.UNAVAILABLE);
            BulkSmsResult first = restarted(database, "sale");
            assertThat(first.suppressed()).isEqualTo(2);
            assertThat(first.unsent()).isEqualTo(10);

            campaigns.suppress(PHONES.get(12));
            campaigns.unsuppress(PHONES.get(8), "sale");
            BulkSmsResult second = restarted(database, "sale");
            assertThat(second.suppressed()).isEqualTo(3);
            assertThat(second.accepted()).isEqualTo(47);
            assertThat(second.allWell()).isTrue();
            assertThat(campaigns.totals("sale").accepted()).isEqualTo(47);
            assertThat(campaigns.totals("sale").attempts()).isEqualTo(6);

            BulkSmsResult finished = restarted(database, "sale");
            assertThat(finished.suppressed()).isEqualTo(3);
            assertThat(finished.requests()).isZero();
            assertThat(restarted(database, "news").suppressed()).isEqualTo(2);
        } finally {
            database.dispose();
        }
    }

    private BulkSmsResult restarted(JdbcConnectionPool database, String campaign) {
        try (CamelRig rig = new CamelRig(sandbox, component -> {
            component.getConfiguration().setNumberCheck(NumberCheck.shape);
            component.setDataSource(database);
            component.getCamelContext().getRegistry().bind("optOuts", new JdbcSuppressionList(database));
        })) {
            return result(rig.send(
                    "bulksms:" + campaign + "?template=Hello&maxAttempts=1" + ONE_BY_ONE,
                    PHONES,
                    Map.of(BulkSmsConstants.RUN, "r")));
        }
    }

    @Test
    void partsThatWerePlannedBeforeAnOptOutHonourItWhenTheyAreSent() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cut")
                        .split(method(new BulkSmsSplitter("bulksms:sale?template=Hello&batchSize=10"), "split"))
                        .convertBodyTo(String.class)
                        .to("seda:parts?waitForTaskToComplete=Never");
            }
        });
        assertThat(camel.send("direct:cut", PHONES, Map.of(BulkSmsConstants.RUN, "r"))
                        .getException())
                .isNull();
        optOuts.suppress(PHONES.get(31));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:parts")
                        .to("bulksms:sale?template=Hello" + ONE_BY_ONE)
                        .to("mock:sent");
            }
        });
        MockEndpoint sent = camel.context.getEndpoint("mock:sent", MockEndpoint.class);
        sent.expectedMessageCount(5);
        sent.assertIsSatisfied();
        List<BulkSmsResult> results = sent.getExchanges().stream()
                .map(done -> done.getMessage().getBody(BulkSmsResult.class))
                .toList();
        assertThat(results.stream().mapToLong(BulkSmsResult::read).sum()).isEqualTo(50);
        assertThat(results.stream().mapToLong(BulkSmsResult::suppressed).sum()).isEqualTo(1);
        assertThat(results.stream().mapToLong(BulkSmsResult::accepted).sum()).isEqualTo(49);
        assertThat(sentTo()).doesNotContain(PHONES.get(31)).hasSize(49);
    }

    private Exchange send() {
        return send(camel);
    }

    private Exchange send(CamelRig rig) {
        return send(rig, "");
    }

    private Exchange send(CamelRig rig, String more) {
        return rig.send("bulksms:sale?template=Hello" + ONE_BY_ONE + more, PHONES, Map.of(BulkSmsConstants.RUN, "r"));
    }

    private List<String> sentTo() {
        return sandbox.messages().stream().map(AcceptedMessage::phoneNumber).toList();
    }
}
