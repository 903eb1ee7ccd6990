package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AttemptResultTest {

    @Test
    void whatWasThrownIsToldByItsMessageOrByItsNameWhereItHasNone() {
        assertThat(AttemptResult.withheld(new IOException("the disk is full")).reason())
                .isEqualTo("not sent: the disk is full");
        assertThat(AttemptResult.withheld(new EOFException()).reason()).isEqualTo("not sent: java.io.EOFException");
        assertThat(AttemptResult.withheld(new IllegalStateException("broken")).reason())
                .isEqualTo("not sent: java.lang.IllegalStateException: broken");
    }
}
