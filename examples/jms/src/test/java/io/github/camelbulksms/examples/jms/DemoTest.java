package io.github.camelbulksms.examples.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void nobodyIsSentToTwiceOrNotAtAll() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        boolean ok = Demo.run(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("messages=3006 twice=0 lost=0 requests=[0-9]+ deadLetters=2\\R");
        assertThat(ok).isTrue();
    }
}
