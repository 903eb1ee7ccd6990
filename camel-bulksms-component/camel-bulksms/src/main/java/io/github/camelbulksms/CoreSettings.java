package io.github.camelbulksms;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.compliance.QuietHours;
import io.github.camelbulksms.internal.provider.AuthMethod;
import io.github.camelbulksms.internal.provider.BaseUrl;
import io.github.camelbulksms.internal.provider.Credentials;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.MaxInvalid;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.report.ReportSignature;
import io.github.camelbulksms.internal.run.RetryPolicy;
import io.github.camelbulksms.internal.run.RunLimits;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.spi.SuppressionList;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the options of an endpoint mean, in the words of the core. Reads them each time that it is asked. As thread-safe as they are.
 *
 * @param options read, never changed
 */
record CoreSettings(BulkSmsConfiguration options) {

    Credentials credentials() {
        return Credentials.of(
                AuthMethod.of(options.getAuthMethod()),
                required("customerId", options.getCustomerId()),
                required("apiKey", options.getApiKey()));
    }

    ReportSignature reportSignature() {
        return new ReportSignature(
                required("customerId", options.getCustomerId()), required("apiKey", options.getApiKey()));
    }

    TicketKey ticketKey() {
        return new TicketKey(required("customerId", options.getCustomerId()), required("apiKey", options.getApiKey()));
    }

    RunSettings run() {
        RunLimits limits = new RunLimits(
                options.getInvalidRecipient(),
                options.getMaxRecipients() == null ? Long.MAX_VALUE : options.getMaxRecipients(),
                options.getMaxSegments() == null ? Integer.MAX_VALUE : options.getMaxSegments());
        return new RunSettings(
                options.getBatchSize(),
                options.getConcurrentRequests(),
                new RecipientPipeline(options.getDuplicateRecipient(), options.getSessionIds()),
                limits,
                new RetryPolicy(
                        options.getMaxAttempts(),
                        Duration.ofMillis(options.getBackoffDelay()),
                        Duration.ofMillis(options.getMaxBackoffDelay())),
                options.getUnknownOutcome());
    }

    Compliance compliance(InstantSource clock) {
        return new Compliance(
                options.getSuppressionList() == null ? SuppressionList.NONE : options.getSuppressionList(),
                QuietHours.of(options.getQuietHours(), options.getTimeZone()),
                clock);
    }

    PhoneNumberReader phoneNumbers() {
        return new PhoneNumberReader(options.getNumberCheck(), options.getDefaultRegion(), options.getBareNumbers());
    }

    /** How lists are read when no header says otherwise. */
    ListOptions lists() {
        return new ListOptions(
                phoneNumbers(),
                new ColumnFinder(options.getPhoneColumn(), options.getSessionIdColumn()),
                charset(),
                MaxInvalid.parse(options.getMaxInvalid()));
    }

    private Charset charset() {
        if (options.getCharset() == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(options.getCharset().strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "charset is '" + options.getCharset() + "': expected the name of one, for instance windows-1252",
                    e);
        }
    }

    /**
     * Refuses what can be known to be wrong before the first message comes.
     *
     * @throws IllegalArgumentException names the option and what was expected
     */
    void validate() {
        credentials();
        validateContent();
        BaseUrl.parse(options.getBaseUrl());
    }

    /**
     * Refuses what can be known to be wrong of recipients and text: all that matters where nothing is sent, as in a splitter.
     *
     * @throws IllegalArgumentException names the option and what was expected
     */
    void validateContent() {
        run();
        QuietHours.of(options.getQuietHours(), options.getTimeZone());
        lists();
        refuseBlanks();
        refuseUnreadable("template", options.getTemplate());
        refuseExpression("template", options.getTemplate(), BulkSmsConstants.TEMPLATE);
        refuseExpression("senderId", options.getSenderId(), BulkSmsConstants.SENDER_ID);
        refuseExpression("sessionId", options.getSessionId(), BulkSmsConstants.SESSION_ID);
    }

    private void refuseBlanks() {
        if (options.getSenderId() != null && options.getSenderId().chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("senderId holds white space, and a + in an URI becomes a space:"
                    + " expected senderId=RAW(…), or the property camel.component.bulksms.configuration.senderId");
        }
    }

    private static void refuseUnreadable(String option, String value) {
        if (value != null && value.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    option + " holds U+FFFD, which stands for what could not be read, and a % in an URI"
                            + " starts an escape: expected " + option + "=RAW(…)");
        }
    }

    private static void refuseExpression(String option, String value, String header) {
        if (value != null && (value.contains("${") || value.contains("$simple{"))) {
            throw new IllegalArgumentException(option + " holds an expression, and options are not evaluated: set the"
                    + " header " + header + " with a simple expression instead");
        }
    }

    private static String required(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " is not set: set it on the endpoint, or for all endpoints as"
                    + " camel.component.bulksms." + option);
        }
        return value;
    }
}
