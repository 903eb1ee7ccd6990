package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.processor.aggregate.MemoryAggregationRepository;
import org.apache.camel.saga.InMemorySagaService;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Routes as users write them, by a reader of the documentation who had not seen the code: each with a fault, and compared with what the sandbox accepted. */
class StrangersRoutesTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static final String SALE = "bulksms:sale?template=Sale&batchSize=10";
    private static final List<String> PEOPLE = CamelRig.phones(30);
    private static final String LIST = String.join("\n", PEOPLE) + "\n";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Hiccup hiccup = new Hiccup();
    private CamelRig rig;

    @BeforeEach
    void start() {
        rig = new CamelRig(PROVIDER.sandbox(), component -> {
            component.getConfiguration().setMaxAttempts(1);
            component.getConfiguration().setConcurrentRequests(1);
            component.getCamelContext().getRegistry().bind("hiccup", hiccup);
        });
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    // files

    @Test
    void aFileInTheFailedFolderThatIsMovedBackSendsToTheRest() throws Exception {
        yaml("""
                - route:
                    from:
                      uri: file:%s
                      parameters: { initialDelay: 0, delay: 50, move: .done, moveFailed: .failed }
                      steps:
                        - to: { uri: bulksms:sale, parameters: { template: Sale, batchSize: 10 } }
                """.formatted(folder));
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        drop("monday.csv", LIST);
        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".failed/monday.csv")));
        assertThat(accepted()).hasSize(20);

        Files.move(folder.resolve(".failed/monday.csv"), folder.resolve("monday.csv"));

        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".done/monday.csv")));
        everybodyOnce();
    }

    @Test
    void aFileThatIsConvertedAndCleanedBeforeItIsSentIsPolledUntilAllHaveGot() throws Exception {
        xml("""
                <routes><route>
                  <from uri="file:%s?initialDelay=0&amp;delay=50&amp;delete=true"/>
                  <convertBodyTo type="String"/>
                  <removeHeaders pattern="*"/>
                  <transform><simple>${body.trim()}</simple></transform>
                  <to uri="bulksms:sale?template=Sale&amp;batchSize=10"/>
                  <process ref="hiccup"/>
                </route></routes>
                """.formatted(folder));
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(3, Fault.RATE_LIMITED);
        hiccup.times(2);
        drop("list.csv", LIST);

        await().atMost(SOON).until(() -> Files.notExists(folder.resolve("list.csv")));
        everybodyOnce();
    }

    @Test
    void aListThatIsPolledEveryNightUnderOneNameIsNotTakenForSentWithoutAMessage() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?initialDelay=0&delay=50&move=.done&moveFailed=.failed")
                        .to(SALE);
            }
        });
        drop("customers.csv", LIST);
        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".done/customers.csv")));

        Path next = drop("later/customers.csv", LIST);
        Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(86_400)));
        Files.move(next, folder.resolve("customers.csv"));

        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".failed/customers.csv")));
        everybodyOnce();
    }

    @Test
    void listsOfOneNameInTwoFoldersAreBothSentOrOneSaysThatItIsNot() throws Exception {
        Path north = drop("north/list.csv", lines(0, 10));
        Path south = drop("south/list.csv", lines(10, 20));
        FileTime sameTime = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(north, sameTime);
        Files.setLastModifiedTime(south, sameTime);

        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?recursive=true&initialDelay=0&delay=50&move=.done&moveFailed=.failed")
                        .to(SALE);
            }
        });

        await().atMost(SOON).until(() -> Files.notExists(north) && Files.notExists(south));
        boolean oneFailed = Files.exists(folder.resolve("north/.failed/list.csv"))
                || Files.exists(folder.resolve("south/.failed/list.csv"));
        nobodyTwice();
        assertThat(accepted()).hasSize(oneFailed ? 10 : 20);
    }

    @Test
    void aFileCutByLinesWithAChunkThatFailsGoesOnWithThatChunk() throws Exception {
        xml("""
                <routes><route>
                  <from uri="file:%s?initialDelay=0&amp;delay=50&amp;move=.done"/>
                  <split streaming="true" stopOnException="true">
                    <tokenize token="\\n" group="5"/>
                    <to uri="bulksms:sale?template=Sale"/>
                    <process ref="hiccup"/>
                  </split>
                </route></routes>
                """.formatted(folder));
        PROVIDER.sandbox().onRequest(4, Fault.UNAVAILABLE);
        hiccup.times(1);
        drop("list.csv", LIST);

        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".done/list.csv")));
        everybodyOnce();
    }

    @Test
    void aFileHandedToSedaWorkersThatWaitIsPolledAgainWhenTheWorkerFailed() throws Exception {
        yaml("""
                - route:
                    from:
                      uri: file:%s
                      parameters: { initialDelay: 0, delay: 50, delete: true }
                      steps:
                        - convertBodyTo: { type: String }
                        - to: { uri: seda:work, parameters: { waitForTaskToComplete: Always, timeout: 20000 } }
                - route:
                    errorHandler: { noErrorHandler: {} }
                    from:
                      uri: seda:work
                      parameters: { concurrentConsumers: 3 }
                      steps:
                        - to: { uri: bulksms:sale, parameters: { template: Sale, batchSize: 10 } }
                        - process: { ref: hiccup }
                """.formatted(folder));
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        hiccup.times(2);
        drop("list.csv", LIST);

        await().atMost(SOON).until(() -> Files.notExists(folder.resolve("list.csv")));
        everybodyOnce();
    }

    @Test
    void aFileThatATimerFetchesWithPollEnrichGoesOnWithTheNextShot() throws Exception {
        drop("today.csv", LIST);
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:nightly?period=100&delay=0")
                        .pollEnrich("file:" + folder + "?fileName=today.csv&move=.done", 50)
                        .filter(body().isNotNull())
                        .to(SALE)
                        .process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(2);

        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".done/today.csv")));
        everybodyOnce();
    }

    @Test
    void aRouteThatIsStoppedInTheMiddleOfAFileGoesOnWithItWhenItIsStartedAgain() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?initialDelay=0&delay=50&move=.done")
                        .routeId("drop")
                        .to(SALE);
            }
        });
        PROVIDER.sandbox().latency(Duration.ofMillis(300));
        drop("list.csv", LIST);
        await().atMost(SOON).until(() -> !accepted().isEmpty());

        rig.context.getRouteController().stopRoute("drop");
        assertThat(Files.exists(folder.resolve("list.csv")) || accepted().size() == 30)
                .isTrue();
        rig.context.getRouteController().startRoute("drop");

        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".done/list.csv")));
        everybodyOnce();
    }

    @Test
    void aContextThatIsSuspendedAndResumedWithAFailingFileSendsOnce() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?initialDelay=0&delay=50&move=.done")
                        .to(SALE)
                        .process(hiccup);
            }
        });
        hiccup.times(Integer.MAX_VALUE);
        drop("list.csv", LIST);
        await().atMost(SOON).until(() -> hiccup.met() > 1);

        rig.context.suspend();
        hiccup.times(0);
        rig.context.resume();

        await().atMost(SOON).until(() -> Files.exists(folder.resolve(".done/list.csv")));
        everybodyOnce();
    }

    // redelivery

    @Test
    void anOnExceptionWithRedeliveryAndBackoffGoesOn() throws Exception {
        yaml("""
                - onException:
                    exception: [java.lang.Exception]
                    redeliveryPolicy: { maximumRedeliveries: 4, redeliveryDelay: 1, asyncDelayedRedelivery: true }
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - setHeader: { name: CamelBulkSmsTemplate, simple: "Hello ${header.shop}" }
                        - to: { uri: bulksms:sale, parameters: { batchSize: 10 } }
                        - process: { ref: hiccup }
                """);
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(4, Fault.UNAVAILABLE);
        hiccup.times(2);

        wellAfter(rig.send("direct:start", LIST, Map.of("shop", "Berlin")));
        everybodyOnce();
    }

    @Test
    void aSubRouteWithoutErrorHandlerThatSplitsAndMulticastsIsRedeliveredAsAWhole() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(1))
                        .to("direct:sub");
                from("direct:sub")
                        .errorHandler(noErrorHandler())
                        .split(body().tokenize("\n", 15, false))
                        .parallelProcessing()
                        .stopOnException()
                        .split(body().tokenize("\n", 5, false))
                        .multicast()
                        .stopOnException()
                        .to("bulksms:sale?template=Sale", "bulksms:news?template=News")
                        .end()
                        .process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(5, Fault.RATE_LIMITED);
        hiccup.times(2);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("News");
    }

    @Test
    void aCircuitBreakerThatTimesOutIsRetriedUntilTheFirstSendIsDone() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(40).redeliveryDelay(100));
                from("direct:start")
                        .circuitBreaker()
                        .inheritErrorHandler(true)
                        .resilience4jConfiguration()
                        .timeoutEnabled(true)
                        .timeoutDuration(200)
                        .slidingWindowSize(200)
                        .end()
                        .to(SALE)
                        .end();
            }
        });
        PROVIDER.sandbox().latency(Duration.ofMillis(150));

        wellAfter(rig.send("direct:start", LIST));
        everybodyOnce();
    }

    @Test
    void aCircuitBreakerWithBulkheadAndAFallbackThatPutsTheListAsideForLaterLosesNobody() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .bulkheadEnabled(true)
                        .bulkheadMaxConcurrentCalls(1)
                        .end()
                        .to(SALE)
                        .onFallback()
                        .to("seda:later")
                        .end();
                from("seda:later")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(20).redeliveryDelay(50))
                        .to(SALE)
                        .to("mock:sentLater");
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);

        rig.send("direct:start", LIST);

        await().atMost(SOON).until(() -> accepted().size() >= 30);
        everybodyOnce();
    }

    @Test
    void enrichWithAStrategyThatKeepsTheListIsRedelivered() throws Exception {
        xml("""
                <routes>
                  <route>
                    <from uri="direct:start"/>
                    <onException><exception>java.lang.Exception</exception>
                      <redeliveryPolicy maximumRedeliveries="4" redeliveryDelay="1"/></onException>
                    <enrich aggregationStrategy="keep"><constant>bulksms:sale?template=Sale&amp;batchSize=10</constant></enrich>
                    <process ref="hiccup"/>
                    <enrich aggregationStrategy="keep"><constant>direct:second</constant></enrich>
                  </route>
                  <route>
                    <from uri="direct:second"/>
                    <errorHandler><noErrorHandler/></errorHandler>
                    <to uri="bulksms:thanks?template=Thanks&amp;batchSize=10"/>
                  </route>
                </routes>
                """, Map.of("keep", AggregationStrategies.useOriginal()));
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(6, Fault.UNAVAILABLE);
        hiccup.times(1);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("Thanks");
    }

    @Test
    void aSagaThatIsTriedAgainAfterItsCompensationSendsOnce() throws Exception {
        rig.context.addService(new InMemorySagaService());
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1))
                        .to("direct:saga");
                from("direct:saga")
                        .errorHandler(noErrorHandler())
                        .saga()
                        .compensation("direct:undo")
                        .to(SALE)
                        .process(hiccup);
                from("direct:undo").log("compensated");
            }
        });
        PROVIDER.sandbox().onRequest(3, Fault.UNAVAILABLE);
        hiccup.times(1);

        wellAfter(rig.send("direct:start", LIST));
        everybodyOnce();
    }

    @Test
    void aFailoverToASecondEndpointOfTheSameCampaignSendsToTheRest() throws Exception {
        yaml("""
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - loadBalance:
                            failoverLoadBalancer: { maximumFailoverAttempts: 4, roundRobin: true }
                            steps:
                              - to: { uri: bulksms:sale, parameters: { template: Sale, batchSize: 10 } }
                              - to: { uri: bulksms:sale, parameters: { template: Sale, batchSize: 3 } }
                """);
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);

        wellAfter(rig.send("direct:start", LIST));
        everybodyOnce();
    }

    @Test
    void aLoopThatGoesOnWhileSomebodyIsUnsentEnds() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setProperty("again", constant(true))
                        .loopDoWhile(exchangeProperty("again"))
                        .doTry()
                        .to(SALE)
                        .setProperty("again", constant(false))
                        .doCatch(BulkSmsException.class)
                        .log("${header.CamelBulkSmsUnsent} are unsent")
                        .doFinally()
                        .log("tried")
                        .end()
                        .end();
            }
        });
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(4, Fault.UNAVAILABLE);

        wellAfter(rig.send("direct:start", LIST));
        everybodyOnce();
    }

    @Test
    void aDoCatchThatSendsTheRestOneByOneSendsOnce() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .doTry()
                        .to(SALE)
                        .doCatch(Exception.class)
                        .to("bulksms:sale?template=Sale&batchSize=1")
                        .end();
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);

        wellAfter(rig.send("direct:start", LIST));
        everybodyOnce();
    }

    @Test
    void aDynamicRouterAndARoutingSlipThatAreTriedAgainSendOnce() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .to("direct:route");
                from("direct:route")
                        .errorHandler(noErrorHandler())
                        .setProperty("list", body())
                        .routingSlip(constant(SALE + ",direct:list"))
                        .dynamicRouter(method(new TwoSteps(), "next"));
                from("direct:list").errorHandler(noErrorHandler()).setBody(exchangeProperty("list"));
                from("direct:fails").errorHandler(noErrorHandler()).process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(6, Fault.UNAVAILABLE);
        hiccup.times(1);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("Dynamic");
    }

    @Test
    void aRecipientListInParallelWithATimeoutGoesOnForWhoeverWasLate() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(60).redeliveryDelay(100))
                        .to("direct:both");
                from("direct:both")
                        .errorHandler(noErrorHandler())
                        .recipientList(constant(
                                "bulksms:sale?template=Sale&batchSize=10,bulksms:news?template=News&batchSize=10"))
                        .parallelProcessing()
                        .stopOnException()
                        .timeout(200)
                        .aggregationStrategy(new BothOrFailure())
                        .end()
                        .process(exchange -> {
                            if (exchange.getProperty("both", 0, Integer.class) < 2) {
                                throw new TimeoutException("somebody was late");
                            }
                        });
            }
        });
        PROVIDER.sandbox().latency(Duration.ofMillis(120));

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("News");
    }

    @Test
    void whatComesAfterBranchesOfWhichTheLastOneWinsIsOneSendWhoeverWins() throws Exception {
        AtomicInteger delivery = new AtomicInteger();
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setProperty("list", body())
                        .multicast()
                        .to("direct:first", "direct:second")
                        .end()
                        .setBody(exchangeProperty("list"))
                        .to(SALE)
                        .process(hiccup);
                from("direct:first").filter(exchange -> delivery.get() == 1).stop();
                from("direct:second").filter(exchange -> delivery.get() == 2).stop();
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(1);

        for (int i = 0; i < 4; i++) {
            delivery.incrementAndGet();
            rig.send("direct:start", LIST, Map.of("JMSMessageID", "ID:1"));
        }

        everybodyOnce();
    }

    @Test
    void aParallelMulticastThatIsRedeliveredAfterItBroughtABranchBackSendsOnce() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1));
                from("direct:start").to("direct:both");
                from("direct:both")
                        .errorHandler(noErrorHandler())
                        .setProperty("list", body())
                        .multicast()
                        .to("bulksms:sale?template=Sale&batchSize=10", "bulksms:news?template=News&batchSize=10")
                        .end()
                        .process(hiccup);
            }
        });
        hiccup.times(2);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("News");
    }

    @Test
    void aSendWithinAnInterceptorAndAClaimCheckIsTriedAgainOnce() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1));
                interceptSendToEndpoint("bulksms:*").process(hiccup).afterUri("direct:after");
                from("direct:after").errorHandler(noErrorHandler()).process(hiccup);
                from("direct:start")
                        .claimCheck(org.apache.camel.model.ClaimCheckOperation.Push)
                        .to(SALE)
                        .claimCheck(org.apache.camel.model.ClaimCheckOperation.Pop)
                        .to("bulksms:thanks?template=Thanks&batchSize=10");
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(2);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("Thanks");
    }

    @Test
    void aKameletThatIsUsedTwiceIsRedelivered() throws Exception {
        yaml("""
                - routeTemplate:
                    id: texting
                    parameters: [ { name: campaign }, { name: text } ]
                    route:
                      from:
                        uri: kamelet:source
                        steps:
                          - to: { uri: "bulksms:{{campaign}}", parameters: { template: "RAW({{text}})", batchSize: 10 } }
                          - process: { ref: hiccup }
                - route:
                    errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 3, redeliveryDelay: 1 } } }
                    from:
                      uri: direct:start
                      steps:
                        - setProperty: { name: list, simple: "${body}" }
                        - kamelet: { name: texting, parameters: { campaign: sale, text: Sale } }
                        - setBody: { simple: "${exchangeProperty.list}" }
                        - kamelet: { name: texting, parameters: { campaign: news, text: News } }
                """);
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(6, Fault.UNAVAILABLE);
        hiccup.times(1);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnceWith("Sale");
        everybodyOnceWith("News");
    }

    @Test
    void threadsDelayThrottleAndResequenceOnTheWayDoNotHideTheRun() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(1));
                from("direct:start")
                        .throttle(100)
                        .delay(1)
                        .asyncDelayed()
                        .threads(2)
                        .resequence(header("order"))
                        .batch()
                        .timeout(50)
                        .to(SALE)
                        .process(hiccup)
                        .to("mock:end");
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(2);

        rig.send("direct:start", LIST, Map.of("order", 1));

        await().atMost(SOON).until(() -> accepted().size() >= 30 && hiccup.met() >= 3);
        everybodyOnce();
    }

    @Test
    void aPooledExchangeIsARunOfItsOwnEachTimeAndOneWhenRedelivered() throws Exception {
        rig.close();
        rig = new CamelRig(PROVIDER.sandbox(), component -> {
            component.getConfiguration().setMaxAttempts(1);
            component.getConfiguration().setConcurrentRequests(1);
            CamelContext context = component.getCamelContext();
            context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        });
        AtomicInteger shots = new AtomicInteger();
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:three?period=30&repeatCount=3&delay=0")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .process(exchange -> exchange.getMessage().setBody(lines(0, 30)))
                        .to(SALE)
                        .process(hiccup)
                        .process(exchange -> shots.incrementAndGet());
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(1);

        await().atMost(SOON).until(() -> shots.get() == 3);
        assertThat(accepted()).hasSize(90);
        PEOPLE.forEach(
                one -> assertThat(accepted().stream().filter(one::equals)).hasSize(3));
    }

    // groups

    @Test
    void singleAlertsThatAreAggregatedIntoOneRequestAreRedeliveredAsAGroup() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1));
                from("direct:start")
                        .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                        .completionSize(30)
                        .completionTimeout(5_000)
                        .aggregationRepository(new MemoryAggregationRepository())
                        .to(SALE)
                        .process(hiccup)
                        .to("mock:end");
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(2);

        PEOPLE.forEach(one -> rig.send("direct:start", one));

        await().atMost(SOON).until(() -> hiccup.met() >= 3);
        everybodyOnce();
    }

    @Test
    void rowsOfADatabaseThatAreGroupedWithinASplitAreSentOnceEachPoll() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .to("direct:rows");
                from("direct:rows")
                        .errorHandler(noErrorHandler())
                        .split(body(), AggregationStrategies.useOriginal())
                        .shareUnitOfWork()
                        .stopOnException()
                        .transform(simple("${body[phone]}"))
                        .setHeader("CamelBulkSmsTemplate", constant("Your table is ready"))
                        .to("bulksms:tables")
                        .process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(3, Fault.UNAVAILABLE);
        hiccup.times(1);
        List<Map<String, Object>> rows = PEOPLE.stream()
                .map(phone -> Map.<String, Object>of("phone", phone))
                .toList();

        assertThat(rig.send("direct:start", rows).getException()).isNull();
        everybodyOnce();
    }

    @Test
    void anIdempotentConsumerThatMarksDuplicatesLetsARedeliveryFinish() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .to("direct:once");
                from("direct:once")
                        .errorHandler(noErrorHandler())
                        .idempotentConsumer(header("order"), MemoryIdempotentRepository.memoryIdempotentRepository(10))
                        .skipDuplicate(false)
                        .to(SALE)
                        .process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(1);

        wellAfter(rig.send("direct:start", LIST, Map.of("order", "7")));
        everybodyOnce();
    }

    // letters

    @Test
    void aDeadLetterThatIsPutBackAsANewMessageWithItsTicketGoesOn() throws Exception {
        yaml("""
                - route:
                    errorHandler: { deadLetterChannel: { deadLetterUri: "direct:letters", useOriginalMessage: true } }
                    from:
                      uri: direct:start
                      steps:
                        - to: { uri: bulksms:sale, parameters: { template: Sale, batchSize: 10 } }
                - route:
                    from:
                      uri: direct:letters
                      steps:
                        - to: { uri: "mock:letters" }
                """);
        PROVIDER.sandbox().onRequest(3, Fault.UNAVAILABLE);

        Exchange dead = rig.send("direct:start", LIST);

        assertThat(dead.getException()).isNull();
        MockEndpoint mock = rig.context.getEndpoint("mock:letters", MockEndpoint.class);
        assertThat(mock.getExchanges()).hasSize(1);
        Object ticket = mock.getExchanges().get(0).getMessage().getHeader("BulkSmsRunTicket");
        assertThat(ticket).isInstanceOf(String.class);
        wellAfter(rig.send("direct:start", LIST, Map.of("BulkSmsRunTicket", ticket)));
        everybodyOnce();
    }

    @Test
    void anOnExceptionThatIsHandledAndRetriesOverSedaLaterGoesOn() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                onException(BulkSmsException.class)
                        .handled(true)
                        .useOriginalMessage()
                        .delay(20)
                        .to("seda:retry");
                from("seda:retry").to("direct:work");
                from("direct:start")
                        .process(exchange -> exchange.getMessage().setHeader("seen", true))
                        .to("direct:work");
                from("direct:work").errorHandler(noErrorHandler()).to(SALE);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(4, Fault.UNAVAILABLE);

        rig.send("direct:start", LIST);

        await().atMost(SOON).until(() -> accepted().size() >= 30);
        everybodyOnce();
    }

    @Test
    void anOnCompletionThatTellsTheOperatorsIsASendOfItsOwn() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .onCompletion()
                        .setHeader("CamelBulkSmsRecipients", constant("381601999999"))
                        .setHeader("CamelBulkSmsTemplate", simple("Sale: ${header.CamelBulkSmsAccepted}"))
                        .to("bulksms:sale")
                        .end()
                        .to(SALE)
                        .process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(1);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();

        await().atMost(SOON).until(() -> accepted().contains("381601999999"));
        everybodyOnceWith("Sale");
        assertThat(accepted().stream().filter("381601999999"::equals)).hasSize(1);
    }

    @Test
    void aWireTapToAnotherCampaignIsNotMixedUpWithTheMainOne() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .to("direct:both");
                from("direct:both")
                        .errorHandler(noErrorHandler())
                        .wireTap("direct:tapped")
                        .to(SALE)
                        .process(hiccup);
                from("direct:tapped")
                        .to("bulksms:news?template=News&batchSize=10")
                        .to("mock:tapped");
            }
        });
        hiccup.times(2);

        assertThat(rig.send("direct:start", LIST).getException()).isNull();

        await().atMost(SOON).until(() -> sentWith("News").size() >= 30);
        rig.context.stop();
        everybodyOnceWith("Sale");
        everybodyOnceWith("News");
    }

    // callers

    @Test
    void aCallerWhoGivesUpAndCallsAgainWithTheSameKeyGetsTheResult() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(SALE + "&run=${header.orderNumber}");
            }
        });
        PROVIDER.sandbox().latency(Duration.ofMillis(150));
        Map<String, Object> key = Map.of("orderNumber", "4711");
        CompletableFuture<Object> first =
                rig.context.createProducerTemplate().asyncRequestBodyAndHeaders("direct:start", LIST, key);
        assertThat(catchThrowable(() -> first.get(100, TimeUnit.MILLISECONDS))).isInstanceOf(TimeoutException.class);

        List<Throwable> refusals = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            Exchange again = rig.send("direct:start", LIST, key);
            if (again.getException() == null) {
                wellAfter(again);
                return true;
            }
            refusals.add(again.getException());
            return false;
        });

        everybodyOnce();
        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).hasStackTraceContaining("is being sent"));
    }

    @Test
    void aSecondListUnderAUsedKeyIsRefusedAndNotSwallowed() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(SALE + "&run=${header.orderNumber}");
            }
        });
        wellAfter(rig.send("direct:start", LIST, Map.of("orderNumber", "4711")));

        Exchange other = rig.send("direct:start", "381601999999\n", Map.of("orderNumber", "4711"));

        assertThat(other.getException()).hasMessageContaining("4711");
        everybodyOnce();
    }

    @Test
    void aRunExpressionWithoutAValueSaysSo() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(SALE + "&run=${header.orderNumber}");
            }
        });

        Exchange sent = rig.send("direct:start", LIST);

        assertThat(sent.getException()).hasMessageContaining("run").hasMessageContaining("orderNumber");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aBeanThatSendsWithATemplateOfItsOwnIsRedeliveredWithItsKey() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(1))
                        .process(exchange -> exchange.getContext()
                                .createProducerTemplate()
                                .requestBodyAndHeaders(
                                        SALE,
                                        exchange.getMessage().getBody(),
                                        Map.of(
                                                "CamelBulkSmsRun",
                                                exchange.getMessage().getHeader("order"))))
                        .process(hiccup);
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(1);

        assertThat(rig.send("direct:start", LIST, Map.of("order", "12")).getException())
                .isNull();
        everybodyOnce();
    }

    @Test
    void anHttpClientCanNeitherNameARunNorChangeTheTextOrTheCampaign() throws Exception {
        int port = http();
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/sale").convertBodyTo(String.class).to(SALE).setBody(constant("ok"));
            }
        });
        String[] hostile = {
            "JMSMessageID",
            "ID:1",
            "kafka.TOPIC",
            "t",
            "kafka.PARTITION",
            "0",
            "kafka.OFFSET",
            "1",
            "CamelFileName",
            "list.csv",
            "camelfilename",
            "list.csv",
            "CamelBulkSmsRun",
            "evil",
            "camelbulksmsrun",
            "evil",
            "CAMELBULKSMSTEMPLATE",
            "Evil",
            "camelBulkSmsCampaign",
            "evil",
            "CamelAwsSqsMessageId",
            "1",
            "camelbulksmsrecipients",
            "381601999999",
            "breadcrumbId",
            "1",
            "CamelMessageTimestamp",
            "1"
        };

        HttpResponse<String> first = post(port, "/sale?CamelBulkSmsRun=evil&camelbulksmstemplate=Evil", LIST, hostile);
        HttpResponse<String> second = post(port, "/sale?CamelBulkSmsRun=evil&JMSMessageID=x", LIST, hostile);

        assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(200, 200);
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsOnly("Sale");
        PEOPLE.forEach(
                one -> assertThat(accepted().stream().filter(one::equals)).hasSize(2));
        assertThat(accepted()).doesNotContain("381601999999");
    }

    @Test
    void anHttpClientThatRepeatsItsRequestWithAnIdempotencyKeySendsOnce() throws Exception {
        int port = http();
        yaml("""
                - route:
                    from:
                      uri: platform-http:/sale
                      steps:
                        - convertBodyTo: { type: String }
                        - to: { uri: bulksms:sale, parameters: { template: Sale, batchSize: 10, run: "${header.Idempotency-Key}" } }
                        - process: { ref: hiccup }
                        - setBody: { constant: ok }
                """);
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(1);

        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            codes.add(post(port, "/sale", LIST, "Idempotency-Key", "a-1").statusCode());
        }

        assertThat(codes).containsExactly(500, 500, 200, 200);
        everybodyOnce();
    }

    @Test
    void aReminderThatATimerSendsUnderAFixedRunIsNotSwallowedTheSecondTime() throws Exception {
        BlockingQueue<String> shots = new LinkedBlockingQueue<>();
        java(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .handled(true)
                        .process(exchange -> shots.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                                .getMessage()));
                from("timer:daily?period=50&repeatCount=2&delay=0&synchronous=true")
                        .process(exchange -> exchange.getMessage().setBody(LIST))
                        .to(SALE + "&run=daily-reminder&synchronous=true")
                        .process(exchange -> shots.add("sent"));
            }
        });

        assertThat(shots.poll(30, TimeUnit.SECONDS)).isEqualTo("sent");
        assertThat(shots.poll(30, TimeUnit.SECONDS)).contains("daily-reminder", "another source", "a run of its own");
        everybodyOnce();
    }

    @Test
    void aFixedRunWhoseNextStepFailsIsTriedAgainByTheSameMessage() throws Exception {
        CountDownLatch well = new CountDownLatch(1);
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:once?repeatCount=1&delay=0")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1))
                        .process(exchange -> exchange.getMessage().setBody(LIST))
                        .to(SALE + "&run=launch")
                        .process(hiccup)
                        .process(exchange -> well.countDown());
            }
        });
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        hiccup.times(2);

        assertThat(well.await(30, TimeUnit.SECONDS)).isTrue();
        everybodyOnce();
    }

    @Test
    void aCallerOfSedaThatGaveUpWaitingAndComesAgainMeetsTheSameRun() throws Exception {
        java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(60).redeliveryDelay(100))
                        .to("seda:slow?waitForTaskToComplete=Always&timeout=150");
                from("seda:slow?concurrentConsumers=4")
                        .errorHandler(noErrorHandler())
                        .to(SALE);
            }
        });
        PROVIDER.sandbox().latency(Duration.ofMillis(120));

        assertThat(rig.send("direct:start", LIST).getException()).isNull();
        everybodyOnce();
    }

    // what they share

    private void yaml(String routes) throws Exception {
        load("routes.yaml", routes);
    }

    private void xml(String routes) throws Exception {
        load("routes.xml", routes);
    }

    private void xml(String routes, Map<String, Object> beans) throws Exception {
        beans.forEach(rig.context.getRegistry()::bind);
        xml(routes);
    }

    private void load(String name, String routes) throws Exception {
        PluginHelper.getRoutesLoader(rig.context).loadRoutes(ResourceHelper.fromString(name, routes));
    }

    private void java(RouteBuilder routes) throws Exception {
        rig.context.addRoutes(routes);
    }

    private int http() throws Exception {
        VertxPlatformHttpServerConfiguration settings = new VertxPlatformHttpServerConfiguration();
        settings.setBindPort(0);
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(settings);
        rig.context.addService(server);
        return server.getPort();
    }

    private static HttpResponse<String> post(int port, String path, String body, String... headers) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .headers(headers)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A file that appears at once with all that is in it. */
    private Path drop(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path hidden = Files.writeString(folder.resolve("." + file.getFileName()), text);
        return Files.move(hidden, file);
    }

    private static String lines(int from, int to) {
        return String.join("\n", PEOPLE.subList(from, to)) + "\n";
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }

    private static List<String> sentWith(String text) {
        return PROVIDER.sandbox().messages().stream()
                .filter(message -> message.template().equals(text))
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }

    private static void nobodyTwice() {
        PROVIDER.assertNoRepeats();
    }

    private static void everybodyOnce() {
        PROVIDER.assertAccepted(PEOPLE.toArray(String[]::new));
        PROVIDER.assertNoRepeats();
    }

    private static void everybodyOnceWith(String text) {
        assertThat(sentWith(text)).as(text).containsExactlyInAnyOrderElementsOf(PEOPLE);
    }

    private static void wellAfter(Exchange done) {
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("CamelBulkSmsAccepted")).isEqualTo(30L);
        assertThat(done.getMessage().getHeader("CamelBulkSmsUnsent")).isEqualTo(0L);
    }

    /** A step after the send, as a database that is down for a while. */
    private static final class Hiccup implements Processor {

        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger met = new AtomicInteger();

        void times(int failures) {
            left.set(failures);
        }

        int met() {
            return met.get();
        }

        @Override
        public void process(Exchange exchange) {
            met.incrementAndGet();
            if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                throw new IllegalStateException("the database is down");
            }
        }
    }

    /** A dynamic router that sends, fails, and ends. */
    public static final class TwoSteps {

        public String next(Exchange exchange) {
            int step = exchange.getMessage().getHeader("step", 0, Integer.class);
            exchange.getMessage().setHeader("step", step + 1);
            return switch (step) {
                case 0 -> "direct:list";
                case 1 -> "bulksms:dynamic?template=Dynamic&batchSize=10";
                case 2 -> "direct:fails";
                default -> {
                    exchange.getMessage().removeHeader("step");
                    yield null;
                }
            };
        }
    }

    private static final class BothOrFailure implements org.apache.camel.AggregationStrategy {

        @Override
        public Exchange aggregate(Exchange before, Exchange next) {
            if (before == null) {
                next.setProperty("both", next.getException() == null ? 1 : 0);
                return next;
            }
            if (next.getException() == null) {
                before.setProperty("both", before.getProperty("both", 0, Integer.class) + 1);
            } else {
                before.setException(next.getException());
            }
            return before;
        }
    }
}
