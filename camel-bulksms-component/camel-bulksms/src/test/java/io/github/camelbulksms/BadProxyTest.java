package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but the tunnel's end answers for the provider, and no proxy makes a POST go out twice. */
class BadProxyTest {

    private static final String STALE =
            "Proxy-Authenticate: Digest realm=\"x\", nonce=\"%d\", qop=\"auth\", stale=true\r\n";

    static void withPassword(BulkSmsComponent component) {
        component.setProxyAuthUsername("user");
        component.setProxyAuthPassword("pass");
        component.setConnectTimeout(1_000);
        component.setResponseTimeout(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Oops", "302 Found", "204 Nothing", "201 Created", "407 Who", "101 Switching"})
    void aProxyThatAnswersConnectWithTheProvidersWordsIsNotBelieved(String status) throws Exception {
        refuses("HTTP/1.1 " + status + "\r\nContent-Length: " + RawServer.ACCEPTED.length() + "\r\n\r\n"
                + RawServer.ACCEPTED);
    }

    @Test
    void whatAProxySaysBehindItsConsentIsNoReply() throws Exception {
        refuses("HTTP/1.1 200 OK\r\n\r\n" + RawServer.reply(RawServer.ACCEPTED));
    }

    private static void refuses(String answer) throws Exception {
        try (RawServer proxy = new RawServer(line -> {
                    line.head();
                    line.say(answer);
                    line.startTls(TestKeys.localhost().server());
                    line.request();
                    line.wait(100_000);
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "https://localhost", BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
            assertThat(proxy.posts()).isZero();
        }
    }

    /** How a proxy ends what should have become a tunnel. */
    enum NoTunnel {
        SILENCE(line -> line.wait(100_000)),
        CLOSED(line -> {}),
        RESET(RawServer.Line::reset),
        CLOSED_AMID_ITS_ANSWER(line -> line.say("HTTP/1.1 200 O")),
        RESET_BEHIND_ITS_CONSENT(line -> {
            line.say("HTTP/1.1 200 OK\r\n\r\n");
            line.reset();
        }),
        NO_HTTP(line -> line.say("SSH-2.0-OpenSSH_9.6\r\n"));

        private final RawServer.Script afterConnect;

        NoTunnel(RawServer.Script afterConnect) {
            this.afterConnect = afterConnect;
        }
    }

    @ParameterizedTest
    @EnumSource(NoTunnel.class)
    void whereThereIsNoTunnelNothingIsSent(NoTunnel end) throws Exception {
        try (RawServer proxy = new RawServer(line -> {
                    line.head();
                    end.afterConnect.play(line);
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "https://localhost", BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
            assertThat(proxy.posts()).isZero();
        }
    }

    @Test
    void aProxyThatRefusesWithoutEndIsLeftAlone() throws Exception {
        try (RawServer proxy = new RawServer(line -> {
                    line.head();
                    line.say("HTTP/1.1 403 No\r\n\r\n");
                    line.drip("x".repeat(1000), 0);
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "https://localhost", BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
        }
    }

    @Test
    void aProxyWhoseChallengesDoNotEndGetsFewRequestsForATunnelAndNoPost() throws Exception {
        AtomicInteger nonce = new AtomicInteger();
        try (RawServer proxy = new RawServer(line -> {
                    while (true) {
                        line.head();
                        line.say("HTTP/1.1 407 Again\r\n" + STALE.formatted(nonce.incrementAndGet())
                                + "Content-Length: 0\r\n\r\n");
                    }
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "https://localhost", BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
            assertThat(proxy.tunnels()).isBetween(1, 3);
            assertThat(proxy.posts()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"n\", qop=\"auth\""})
    void aProxyThatAsksForThePasswordOnceGetsItWithConnectAlone(String challenge) throws Exception {
        try (RawServer proxy = new RawServer(line -> {
                    if (!line.request().contains("Proxy-Authorization")) {
                        line.say("HTTP/1.1 407 Who\r\nProxy-Authenticate: " + challenge
                                + "\r\nContent-Length: 0\r\n\r\n");
                        line.head();
                    }
                    line.say("HTTP/1.1 200 OK\r\n\r\n");
                    line.startTls(TestKeys.localhost().server());
                    if (!line.request().contains("Proxy-Authorization")) {
                        line.say(RawServer.reply(RawServer.ACCEPTED));
                    }
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "https://localhost", BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("accepted"));
            assertThat(proxy.posts()).isEqualTo(1);
        }
    }

    @Test
    void aForwardingProxyWhoseChallengesDoNotEndGetsOnePost() throws Exception {
        AtomicInteger nonce = new AtomicInteger();
        try (RawServer proxy = new RawServer(line -> {
                    while (true) {
                        line.request();
                        line.say("HTTP/1.1 407 Again\r\n" + STALE.formatted(nonce.incrementAndGet())
                                + "Content-Length: 0\r\n\r\n");
                    }
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "http://localhost:1", BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("unknown"));
            assertThat(proxy.posts()).isEqualTo(1);
        }
    }
}
