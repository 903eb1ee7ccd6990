package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RunInfo;
import io.github.camelbulksms.model.RunInfo.Status;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.awaitility.core.ConditionFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator watches runs, stops them and lets them go on, with the journal in memory and in a database. */
class RunControlTest {

    private static final String SLOW = "bulksms:sale?batchSize=10&concurrentRequests=2&run=monday&template=Hello";

    private BulkSmsSandbox sandbox;
    private CamelRig rig;

    /** Where the journal is. */
    enum Place {
        MEMORY,
        DATABASE
    }

    @BeforeEach
    void start() {
        sandbox = BulkSmsSandbox.start();
    }

    @AfterEach
    void stop() {
        rig.close();
        sandbox.close();
    }

    private void start(Place place) {
        start(place, component -> {});
    }

    private void start(Place place, Consumer<BulkSmsComponent> more) {
        rig = new CamelRig(sandbox, component -> {
            if (place == Place.DATABASE) {
                JdbcDataSource database = H2Databases.inMemory();
                component.setDataSource(database);
            }
            more.accept(component);
        });
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1)).ignoreException(NoSuchElementException.class);
    }

    private CompletableFuture<Exchange> send(String uri, Object list) {
        return CompletableFuture.supplyAsync(() -> rig.send(uri, list));
    }

    private Campaigns campaigns() {
        return rig.component.campaigns();
    }

    private RunInfo run(String campaign, String run) throws Exception {
        return campaigns().runs().stream()
                .filter(one -> one.campaign().equals(campaign) && one.run().equals(run))
                .findFirst()
                .orElseThrow();
    }

    private static BulkSmsResult result(Exchange done) {
        return done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRunIsStoppedBetweenTwoRequestsStaysSoAndGoesOnWhereItStopped(Place place) throws Exception {
        start(place);
        sandbox.latency(Duration.ofMillis(100));
        List<String> phones = CamelRig.phones(500);
        CompletableFuture<Exchange> running = send(SLOW, phones);
        eventually().until(() -> sandbox.stats().requests() >= 2);
        campaigns().stopRun("sale", "monday");

        Exchange stopped = running.join();
        assertStopped(stopped);
        assertThat(stopped.getException()).hasMessageContaining("resumeRun sale monday");
        BulkSmsResult result = result(stopped);
        assertThat(result.accepted()).isPositive().isLessThan(500);
        assertThat(result.unsent()).isEqualTo(500 - result.accepted());
        assertThat(run("sale", "monday").status()).isEqualTo(Status.STOPPED);

        sandbox.latency(Duration.ZERO);
        long requests = sandbox.stats().requests();
        assertStopped(rig.send(SLOW, phones));
        assertThat(sandbox.stats().requests()).as("a stopped run sends nothing").isEqualTo(requests);

        campaigns().resumeRun("sale", "monday");
        Exchange resumed = rig.send(SLOW, phones);
        assertThat(resumed.getException()).isNull();
        assertThat(result(resumed).counts().acceptedBefore()).isEqualTo(result.accepted());
        assertThat(sandbox.messages()).hasSize(500);
        assertThat(run("sale", "monday").status()).isEqualTo(Status.FINISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:in", "seda:in?waitForTaskToComplete=Always&timeout=0"})
    void aRunBehindAnotherRouteIsStoppedToo(String in) throws Exception {
        start(Place.MEMORY);
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(in).to(SLOW);
            }
        });
        sandbox.latency(Duration.ofMillis(100));
        CompletableFuture<Exchange> running = send(in, CamelRig.phones(500));
        eventually().until(() -> sandbox.stats().requests() >= 2);
        campaigns().stopRuns("sale");

        assertStopped(running.join());
        assertThat(sandbox.messages().size()).isLessThan(500);
    }

    @ParameterizedTest
    @EnumSource
    void aStopIsHeardInTheMiddleOfABackoffOfAMinute(Place place) throws Exception {
        start(place, component -> {
            component.getConfiguration().setBackoffDelay(3_600_000);
            component.getConfiguration().setMaxBackoffDelay(3_600_000);
        });
        sandbox.withProbability(Fault.RATE_LIMITED, 1, 1);
        CompletableFuture<Exchange> running = send(SLOW, CamelRig.phones(5));
        eventually()
                .until(() -> String.valueOf(run("sale", "monday").waitsFor()).contains("to send again after -40007"));
        RunInfo waiting = run("sale", "monday");
        assertThat(waiting.status()).isEqualTo(Status.SENDING);
        assertThat(waiting.lastError()).contains("-40007");
        assertThat(text()).contains("waits to send again after -40007").contains("stopRun sale monday");

        campaigns().stopRun("sale", "monday");
        Exchange stopped = running.join();
        assertStopped(stopped);
        assertThat(result(stopped).unsent()).isEqualTo(5);
        assertThat(result(stopped).requests()).isEqualTo(1);
    }

    @Test
    void aRunOfAStoppedCampaignIsResumedWithItsCampaignAlone() throws Exception {
        start(Place.DATABASE);
        campaigns().stopRuns("sale");
        campaigns().stopRun("sale", "monday");
        assertThatThrownBy(() -> campaigns().resumeRun("sale", "monday"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected resumeRuns sale");
        assertStopped(rig.send(SLOW, "381601234567"));
        assertThat(rig.send("bulksms:other?template=Hello", "381601234567").getException())
                .as("another campaign goes on")
                .isNull();

        campaigns().resumeRuns("sale");
        assertThat(rig.send(SLOW, "381601234567").getException()).isNull();
    }

    @Test
    void aHangShowsItsAgeAndProgressTellsTheRateAndTheTimeToGo() throws Exception {
        start(Place.MEMORY);
        sandbox.latency(Duration.ofMillis(150));
        CompletableFuture<Exchange> running = send(SLOW, CamelRig.phones(400));

        eventually().until(() -> {
            RunInfo run = run("sale", "monday");
            return run.oldestRequest().filter(age -> age.toMillis() >= 20).isPresent()
                    && run.perSecond().isPresent()
                    && run.timeToGo().isPresent();
        });
        assertThat(text()).contains("to go").contains("oldest request").contains("SENDING");
        assertThat(json()).contains("secondsToGo").contains("oldestRequestMillis");
        campaigns().stopRun("sale", "monday");
        running.join();
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatEndedStaysVisibleWithWhatWentWrong(Place place) throws Exception {
        start(place);
        rig.send("bulksms:sale?template=Hello&run=good", "381601234567");
        sandbox.onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
        rig.send("bulksms:sale?template=Hello&run=bad", "381601234567");

        assertThat(run("sale", "good").status()).isEqualTo(Status.FINISHED);
        RunInfo bad = run("sale", "bad");
        assertThat(bad.status()).isEqualTo(Status.FAILED);
        assertThat(bad.lastError()).contains("no trustworthy answer");
        assertThat(bad.unknown()).isEqualTo(1);
        assertThat(bad.ended()).isNotNull();
        if (place == Place.DATABASE) {
            List<RunInfo> elsewhere = new Campaigns(rig.component.getDataSource()).runs();
            assertThat(elsewhere)
                    .filteredOn(run -> run.run().equals("good"))
                    .singleElement()
                    .extracting(RunInfo::status)
                    .isEqualTo(Status.FINISHED);
            assertThat(elsewhere)
                    .filteredOn(run -> run.run().equals("bad"))
                    .singleElement()
                    .extracting(RunInfo::lastError)
                    .asString()
                    .contains("no trustworthy answer");
        }
    }

    @Test
    void whoFreesARunKeepsItsOwnerFromSending() throws Exception {
        start(Place.DATABASE, component -> component.setRunLease(3_600_000));
        sandbox.latency(Duration.ofMillis(50));
        CompletableFuture<Exchange> running = send(SLOW, CamelRig.phones(500));
        eventually().until(() -> sandbox.stats().requests() >= 2);

        assertThat(campaigns().freeRun("sale", "monday")).isPresent();
        Exchange lost = running.join();
        assertThat(lost.getException())
                .isInstanceOf(RunBusyException.class)
                .hasMessageContaining("was taken over by another process");
        assertThat(rig.send(SLOW, CamelRig.phones(500)).getException()).isNull();
        assertThat(sandbox.messages()).hasSize(500);
        assertThatThrownBy(() -> campaigns().freeRun("sale", "tuesday")).hasMessageContaining("expected one of runs()");
    }

    @Test
    void theDevConsoleTakesCommands() {
        start(Place.MEMORY);
        assertThat(console().call(DevConsole.MediaType.TEXT, Map.of("command", "stop", "campaign", "sale")))
                .isEqualTo("stop: campaign=sale, all runs\n");
        assertStopped(rig.send(SLOW, "381601234567"));
        console().call(DevConsole.MediaType.TEXT, Map.of("command", "resume", "campaign", "sale"));
        assertThat(rig.send(SLOW, "381601234567").getException()).isNull();
        assertThatThrownBy(
                        () -> console().call(DevConsole.MediaType.TEXT, Map.of("command", "halt", "campaign", "sale")))
                .hasMessageContaining("expected stop, resume or free");
    }

    @ParameterizedTest
    @EnumSource
    void whoGotACampaignByAnotherRunIsLeftOut(Place place) {
        start(place);
        String uri = "bulksms:sale?batchSize=1&concurrentRequests=1&maxAttempts=1&template=";
        sandbox.onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
        sandbox.onRequest(3, Fault.UNAVAILABLE);
        rig.send(uri + "Wrong&run=monday", CamelRig.phones(3));

        Exchange corrected = rig.send(uri + "Right&run=corrected&excludeRuns=monday", CamelRig.phones(4));
        BulkSmsResult result = result(corrected);
        assertThat(corrected.getException()).isNull();
        assertThat(result.accepted()).as("who got nothing, and who is new").isEqualTo(2);
        assertThat(result.duplicates()).isEqualTo(2);

        BulkSmsResult nobody = result(
                rig.send(uri + "Right&run=tuesday", CamelRig.phones(4), Map.of(BulkSmsConstants.EXCLUDE_RUNS, "*")));
        assertThat(nobody.duplicates()).isEqualTo(4);
        assertThat(nobody.nothingNew()).isTrue();
        assertThat(sandbox.messages()).hasSize(4);
    }

    @Test
    void whoGotACampaignByAnotherRunIsInNoPart() throws Exception {
        start(Place.DATABASE);
        rig.send("bulksms:sale?template=Hello&run=monday", CamelRig.phones(2));
        BulkSmsSplitter splitter = new BulkSmsSplitter();
        splitter.setEndpointUri("bulksms:sale?template=Hello&run=parts&excludeRuns=monday");
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:parts").split(method(splitter)).to("bulksms:sale");
            }
        });

        assertThat(rig.send("direct:parts", CamelRig.phones(3)).getException()).isNull();
        assertThat(sandbox.messages()).hasSize(3);
        assertThat(run("sale", "parts").accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatIsToBeLeftOutAndIsNotKnownIsRefused(Place place) {
        start(place);
        Exchange refused = rig.send("bulksms:sale?template=Hello&excludeRuns=mondy", "381601234567");
        assertThat(refused.getException())
                .isInstanceOf(ListRefusedException.class)
                .hasMessageContaining("has no other run of that name");
        assertThat(sandbox.messages()).isEmpty();
    }

    @Test
    void theAnswerNamesEveryRecipientOfAShortListInOrder() {
        start(Place.MEMORY);
        sandbox.onRequest(2, Fault.DROP_BEFORE_ACCEPTANCE);
        Exchange done = rig.send(
                "bulksms:sale?template=Hello&batchSize=1&concurrentRequests=1&maxInvalid=100%25",
                List.of("+381601234567", "381601234568", "rubbish", "381601234567"));
        String json = rig.context
                .getTypeConverter()
                .convertTo(String.class, done.getProperty(BulkSmsConstants.ANSWER_PROPERTY));
        assertThat(json)
                .contains("\"code\":\"unknown\"")
                .contains("{\"position\":1,\"phone\":\"381601234567\"")
                .containsSubsequence("\"ACCEPTED\"", "\"UNKNOWN\"", "\"rubbish\"", "\"INVALID\"", "\"DUPLICATE\"");
        assertThat(done.getMessage().getHeader(BulkSmsConstants.HTTP_STATUS)).isEqualTo(502);

        Exchange many = rig.send("bulksms:sale?template=Hello", CamelRig.phones(1001));
        assertThat(result(many).recipients()).isNull();
        assertThat(result(many).batches()).isEqualTo(2);
    }

    @Test
    void aPlaceholderInTheAccountOfABeanIsResolved() {
        System.setProperty("bulksms.test.customer", sandbox.customerId());
        start(Place.MEMORY, component -> component.getConfiguration().setCustomerId("{{sys:bulksms.test.customer}}"));
        assertThat(rig.send(SLOW, "381601234567").getException()).isNull();
    }

    @Test
    void theReportOfThoseWhoWereNotAcceptedIsThereAfterEveryFailure() throws Exception {
        start(Place.MEMORY);
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:report")
                        .doTry()
                        .toD("bulksms:sale?maxInvalid=RAW(100%)&${header.options}")
                        .doCatch(BulkSmsException.class)
                        .end()
                        .setBody(exchangeProperty(BulkSmsConstants.NOT_ACCEPTED_PROPERTY))
                        .convertBodyTo(String.class);
            }
        });
        assertThat(report("381601234567\nrub\"bish\n", "template=Hello&run=a"))
                .contains("\"rub\"\"bish\",,2,invalid,")
                .endsWith("\n");
        assertThat(report("381601234567", "template=Hello&run=b"))
                .isEqualTo("phone,session_id,position,outcome,reason\n");
        assertThat(report("381601234567", "template=Other&run=b"))
                .contains("\n,,,text_changed,\"campaign=sale run=b was begun with another text");
    }

    private String report(String list, String options) {
        return rig.send("direct:report", list, Map.of("options", options))
                .getMessage()
                .getBody(String.class);
    }

    @Test
    void whatWasFinishedBeforeSaysThatNothingWasSentNow() {
        start(Place.MEMORY);
        rig.send(SLOW, "381601234567");
        Exchange again = rig.send(SLOW, "381601234567");
        assertThat(result(again).toString()).contains("of the accepted 1 by an earlier attempt");
        assertThat(result(again).nothingNew()).isTrue();
        assertThat(again.getMessage().getHeader(BulkSmsConstants.ACCEPTED_BEFORE))
                .isEqualTo(1L);
        assertThat(again.getMessage().getHeader(BulkSmsConstants.REQUESTS)).isEqualTo(0L);
    }

    @Test
    void failuresAreTypesByWhatACallerDoes() {
        start(Place.MEMORY);
        rig.send(SLOW, "381601234567");
        assertThat(rig.send(SLOW, List.of("381601234567", "381601234568")).getException())
                .isInstanceOf(RunFinishedException.class)
                .hasMessageContaining("excludeRuns=monday")
                .hasMessageContaining("sends to all recipients");
        Exchange changed = rig.send(SLOW.replace("Hello", "Other"), "381601234567");
        assertThat(changed.getException())
                .isInstanceOf(TextChangedException.class)
                .hasMessageContaining("excludeRuns=monday")
                .hasMessageContaining("sends to all recipients");
        assertThat(((BulkSmsException) changed.getException()).getCampaign()).isEqualTo("sale");
        assertThat(((BulkSmsException) changed.getException()).getRun()).isEqualTo("monday");
        assertThat(result(changed).read()).isZero();
        assertThat(rig.send("bulksms:sale?template=Hello", "rubbish").getException())
                .isInstanceOf(BulkSmsException.class)
                .extracting("code")
                .isIn(FailureCode.NOBODY_VALID, FailureCode.LIST_REFUSED);
        assertThat(rig.send("bulksms:sale?template=Hello", List.of("12")).getException())
                .isInstanceOf(NobodyValidException.class);
        assertThat(CamelRig.named(changed, Outcome.UNSENT)).isEmpty();
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT, Map.of());
    }

    private String json() {
        return console().call(DevConsole.MediaType.JSON, Map.of()).toString();
    }

    private DevConsole console() {
        return rig.context
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("bulksms");
    }

    private static void assertStopped(Exchange failed) {
        assertThat(failed.getException())
                .isInstanceOfSatisfying(BulkSmsException.class, failure -> assertThat(failure.getCode())
                        .isEqualTo(FailureCode.RUN_STOPPED));
    }
}
