package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.BulkSmsResult;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** Names the runs of an endpoint. Thread-safe. */
final class RunNaming {

    private final BulkSmsConfiguration configuration;

    RunNaming(BulkSmsConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * The run that an exchange begins, or goes on with.
     *
     * @param recipients the header or body that holds the recipients
     * @throws IllegalArgumentException when the message carries a run that the account has not written, or the option gives none
     */
    Run run(Exchange exchange, String campaign, Object recipients, BulkMessage text) {
        MessagePlace place = Provenance.placeOf(exchange);
        MessageOrigin origin = place.origin();
        FailedRunTicket ticket = origin.ticket(new CoreSettings(configuration).ticketKey());
        MessageSource source = ticket == null ? origin.source(exchange, recipients) : ticket.source();
        if (source == null && isFixed(exchange)) {
            source = origin.onceOnly();
        }
        origin.nameBy(source);
        String chosen = chosen(exchange);
        if (ticket != null) {
            chosen = ticket.chosen(campaign, chosen);
        }
        if (chosen != null) {
            place.choose(campaign, chosen);
        }
        String path = place.path(ticket == null ? 0 : ticket.depth());
        RunName first = RunName.first(chosen, source, origin.exchangeId(), path);
        // a dry run sends nothing, so it is none of the sends that are counted
        RunName name = configuration.isDryRun() ? first : place.enter(campaign, first, exchange, text);
        return new Run(campaign, name.toString(), source == null ? null : source.mark());
    }

    /** Notes that a run of the exchange has no recipients left to send to, and that the message has not failed. */
    void done(BulkSmsResult result, Exchange exchange) {
        Provenance.placeOf(exchange).done(result.campaign(), result.run(), exchange);
        exchange.getMessage().removeHeader(FailedRunTicket.HEADER);
    }

    /** Whether the run is one word for all messages, so that it says nothing of which message it is. */
    private boolean isFixed(Exchange exchange) {
        String option = configuration.getRun();
        return option != null
                && !option.contains("${")
                && exchange.getMessage().getHeader(BulkSmsConstants.RUN) == null;
    }

    private String chosen(Exchange exchange) {
        String header = exchange.getMessage().getHeader(BulkSmsConstants.RUN, String.class);
        if (header != null) {
            return header;
        }
        String option = configuration.getRun();
        if (option == null || !option.contains("${")) {
            return option;
        }
        Expression expression = exchange.getContext().resolveLanguage("simple").createExpression(option);
        expression.init(exchange.getContext());
        String run = expression.evaluate(exchange, String.class);
        if (run == null || run.isBlank()) {
            throw new IllegalArgumentException(
                    "the option run, " + option + ", gives nothing for this message: expected"
                            + " a name, of a header or a file that the message has");
        }
        return run;
    }
}
