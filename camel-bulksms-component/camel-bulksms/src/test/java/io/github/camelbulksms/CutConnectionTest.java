package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.CuttingProxy.Cut;
import io.github.camelbulksms.CuttingProxy.How;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.net.URI;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection is cut at every byte of a request and of its reply. */
class CutConnectionTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private CuttingProxy proxy;
    private CamelRig camel;

    @BeforeEach
    void start() throws Exception {
        proxy = new CuttingProxy(URI.create(PROVIDER.sandbox().baseUrl()).getPort());
        camel = new CamelRig(PROVIDER.sandbox());
        camel.component.getConfiguration().setBaseUrl(proxy.baseUrl());
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"basic, CLOSE", "basic, RESET", "digest, CLOSE", "digest, RESET"})
    void whereverTheConnectionIsCutThereIsOnePostAndNoWrongOutcome(String authMethod, How how) {
        camel.component.getConfiguration().setAuthMethod(authMethod);
        BulkSmsResult whole = send(Cut.NOWHERE);
        long request = proxy.requestBytes();
        long reply = proxy.replyBytes();
        assertThat(whole.accepted()).as(whole.problems().toString()).isEqualTo(2);
        // from here on every request has a connection of its own
        camel.component.stop();
        camel.component.start();
        assertThat(request).isGreaterThan(300);
        assertThat(reply).isGreaterThan(200);

        for (long at = 0; at < request; at++) {
            BulkSmsResult result = send(new Cut(at, Long.MAX_VALUE, how));
            assertThat(result.unknown()).as("request cut at %d", at).isEqualTo(2);
            assertThat(PROVIDER.sandbox().messages())
                    .as("request cut at %d", at)
                    .isEmpty();
        }
        for (long at = 0; at < reply; at++) {
            BulkSmsResult result = send(new Cut(Long.MAX_VALUE, at, how));
            assertThat(result.unknown()).as("reply cut at %d", at).isEqualTo(2);
            assertThat(PROVIDER.sandbox().messages()).as("reply cut at %d", at).hasSize(2);
        }
    }

    private BulkSmsResult send(Cut cut) {
        PROVIDER.sandbox().reset();
        proxy.cut(cut);
        Exchange done = camel.send("bulksms:sale?template=Hello", "381601234567\n381601234568");
        assertThat(proxy.posts()).as("POSTs at %s", cut).isEqualTo(1);
        return done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class)
                : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
    }
}
