package io.github.camelbulksms;

import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;

/** The list that a body or header holds: by the options, and what headers and the exchange say of it. Thread-safe. */
final class ListReading {

    private final BulkSmsConfiguration configuration;
    private final ListOptions options;

    ListReading(BulkSmsConfiguration configuration) {
        this.configuration = configuration;
        options = new CoreSettings(configuration).lists();
    }

    /**
     * @throws IllegalArgumentException when it is of a type that holds no list, or a header cannot be understood
     */
    RecipientInput ofBody(Object recipients, Exchange exchange) {
        ListOptions ofExchange = options(exchange);
        return RecipientInput.of(recipients, ofExchange).orElseGet(() -> converted(recipients, ofExchange, exchange));
    }

    /** As {@link #ofBody}; one line of several numbers is several recipients here. */
    RecipientInput ofHeader(Object recipients, Exchange exchange) {
        ListOptions ofExchange = options(exchange);
        return RecipientInput.ofHeader(recipients, ofExchange)
                .orElseGet(() -> converted(recipients, ofExchange, exchange));
    }

    private static RecipientInput converted(Object recipients, ListOptions options, Exchange exchange) {
        return Optional.ofNullable(
                        exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, recipients))
                .flatMap(in -> RecipientInput.of(in, options))
                .orElseThrow(() -> new IllegalArgumentException("recipients are of type "
                        + recipients.getClass().getName()
                        + ": expected text, a file, a stream, a part, or a collection or iterator of lines, rows or"
                        + " recipients"));
    }

    private ListOptions options(Exchange exchange) {
        Message message = exchange.getMessage();
        String phoneColumn = message.getHeader(BulkSmsConstants.PHONE_COLUMN, String.class);
        String sessionIdColumn = message.getHeader(BulkSmsConstants.SESSION_ID_COLUMN, String.class);
        ColumnFinder finder = phoneColumn == null && sessionIdColumn == null
                ? options.finder()
                : new ColumnFinder(
                        phoneColumn == null ? configuration.getPhoneColumn() : phoneColumn,
                        sessionIdColumn == null ? configuration.getSessionIdColumn() : sessionIdColumn);
        return new ListOptions(options.numbers(), finder, charset(exchange), options.maxInvalid());
    }

    /** The option's; else that of the exchange, where the file component puts its own; else UTF-8. */
    private Charset charset(Exchange exchange) {
        String ofExchange = configuration.getCharset() == null ? ExchangeHelper.getCharsetName(exchange, false) : null;
        return ofExchange == null ? options.charset() : Charset.forName(ofExchange);
    }
}
