package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedRunTicketTest {

    private static final TicketKey ACCOUNT = new TicketKey("1", "secret");
    private static final TicketKey OTHER = new TicketKey("2", "secret");
    private static final FailedRunTicket TICKET =
            new FailedRunTicket("list.csv[3]", 1, "file of today", Map.of("sale", List.of("monday", "tuesday")));

    @Test
    void itIsReadByEachAccountThatHasSignedIt() {
        String header = TICKET.signed(List.of(ACCOUNT, OTHER));

        assertThat(FailedRunTicket.read(header, ACCOUNT)).isEqualTo(TICKET);
        assertThat(FailedRunTicket.read(header.getBytes(StandardCharsets.UTF_8), OTHER))
                .isEqualTo(TICKET);
    }

    @Test
    void whatTheAccountHasNotWrittenIsRefused() {
        String header = TICKET.signed(List.of(ACCOUNT));

        for (String forged : List.of("", "x", "." + header, "a" + header, header + "a", header.split("\\.")[0])) {
            assertThatThrownBy(() -> FailedRunTicket.read(forged, ACCOUNT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("BulkSmsRunTicket")
                    .hasMessageContaining("sends to all recipients");
        }
        assertThatThrownBy(() -> FailedRunTicket.read(header, OTHER)).hasMessageContaining("account 2");
    }

    @Test
    void itNeedsNoCharacterThatAHeaderMayNotHave() {
        assertThat(TICKET.signed(List.of(ACCOUNT))).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void theRunThatWasChosenBeforeIsChosenAgain() {
        assertThat(TICKET.chosen("sale", "ID:8")).isEqualTo("tuesday");
        assertThat(TICKET.chosen("sale", "monday")).isEqualTo("monday");
        assertThat(TICKET.chosen("sale", null)).isEqualTo("tuesday");
        assertThat(TICKET.chosen("other", "ID:8")).isEqualTo("ID:8");
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(ACCOUNT.toString()).doesNotContain("secret");
    }
}
