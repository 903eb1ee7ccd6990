package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With TLS parameters of one's own, too, the certificate is of the host by its alternative names. */
class HostNamesTest {

    @ParameterizedTest
    @CsvSource({
        "dns:localhost, accepted",
        "'dns:elsewhere.example,dns:localhost', accepted",
        ", unsent",
        // dns:*
        "30:03:82:01:2A, unsent",
        "dns:elsewhere.example, unsent",
        "ip:127.0.0.1, unsent",
        "email:a@localhost, unsent"
    })
    void aCertificateIsOfTheHostByItsAlternativeNames(String names, String expected) throws Exception {
        TestKeys keys = TestKeys.of(names);
        try (RawServer server = new RawServer(line -> {
                    line.startTls(keys.server());
                    line.request();
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                });
                BadNetworkRig camel = new BadNetworkRig(
                        server.url("https"), component -> component.setSslContextParameters(keys.trust()))) {
            assertThat(outcome(camel.send())).isEqualTo(one(expected));
        }
    }
}
