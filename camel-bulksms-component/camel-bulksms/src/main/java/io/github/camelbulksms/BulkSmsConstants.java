package io.github.camelbulksms;

import org.apache.camel.spi.Metadata;

/**
 * Names of the component's headers and exchange properties. Of those that the producer reads, text and sender are read in {@code BulkSmsBinding}, the
 * list's in {@code ListReading}, the run's in {@code RunNaming}; none of them is believed when it comes from outside, whatever its name
 * ({@code Provenance}). Those that it sets are in {@code BulkSmsBinding}, those of a delivery report in {@code DeliveryReportProcessor}.
 */
public final class BulkSmsConstants {

    @Metadata(label = "producer", description = "The text of the message; wins over the option.", javaType = "String")
    public static final String TEMPLATE = "CamelBulkSmsTemplate";

    @Metadata(
            label = "producer",
            description =
                    "The recipients: text, a file, a stream, or a collection or iterator of lines, rows or recipients."
                            + " Without it they are the body.",
            javaType = "Object")
    public static final String RECIPIENTS = "CamelBulkSmsRecipients";

    @Metadata(
            label = "producer",
            description = "The column of the phone numbers, its name or number; wins over the option.",
            javaType = "String")
    public static final String PHONE_COLUMN = "CamelBulkSmsPhoneColumn";

    @Metadata(
            label = "producer",
            description = "The column of the session IDs, its name or number; wins over the option.",
            javaType = "String")
    public static final String SESSION_ID_COLUMN = "CamelBulkSmsSessionIdColumn";

    @Metadata(
            label = "producer",
            description = "The campaign; wins over the path of the endpoint.",
            javaType = "String")
    public static final String CAMPAIGN = "CamelBulkSmsCampaign";

    @Metadata(
            label = "producer",
            description = "The run: one sending of the campaign; wins over the option.",
            javaType = "String")
    public static final String RUN = "CamelBulkSmsRun";

    @Metadata(label = "producer", description = "The use case code; wins over the option.", javaType = "String")
    public static final String UCID = "CamelBulkSmsUcid";

    @Metadata(
            label = "producer",
            description = "The phone number that the messages are sent from; wins over the option.",
            javaType = "String")
    public static final String SENDER_ID = "CamelBulkSmsSenderId";

    @Metadata(
            description =
                    "The caller's own ID for each whole request; wins over the option. Of a delivery report: the ID"
                            + " of its recipient, else that of the request.",
            javaType = "String")
    public static final String SESSION_ID = "CamelBulkSmsSessionId";

    @Metadata(label = "producer", description = "Recipients read: the sum of all outcomes.", javaType = "Long")
    public static final String READ = "CamelBulkSmsRead";

    @Metadata(label = "producer", description = "Recipients whose request was accepted.", javaType = "Long")
    public static final String ACCEPTED = "CamelBulkSmsAccepted";

    @Metadata(label = "producer", description = "Recipients without a usable number or session ID.", javaType = "Long")
    public static final String INVALID = "CamelBulkSmsInvalid";

    @Metadata(
            label = "producer",
            description = "Recipients whose number was already read in the run.",
            javaType = "Long")
    public static final String DUPLICATES = "CamelBulkSmsDuplicates";

    @Metadata(label = "producer", description = "Recipients who want no messages (opted out).", javaType = "Long")
    public static final String SUPPRESSED = "CamelBulkSmsSuppressed";

    @Metadata(
            label = "producer",
            description = "Recipients who are not sent to at this hour; the same run sends to them later.",
            javaType = "Long")
    public static final String POSTPONED = "CamelBulkSmsPostponed";

    @Metadata(
            label = "producer",
            description = "When the first of the postponed recipients may be sent to, in UTC (ISO 8601).",
            javaType = "String")
    public static final String RESUME_AT = "CamelBulkSmsResumeAt";

    @Metadata(
            label = "producer",
            description = "Recipients whose request the provider refused for good.",
            javaType = "Long")
    public static final String REFUSED = "CamelBulkSmsRefused";

    @Metadata(label = "producer", description = "Recipients who were certainly not sent to.", javaType = "Long")
    public static final String UNSENT = "CamelBulkSmsUnsent";

    @Metadata(
            label = "producer",
            description = "Recipients who may have been sent to: there was no trustworthy reply.",
            javaType = "Long")
    public static final String UNKNOWN = "CamelBulkSmsUnknown";

    @Metadata(
            label = "producer",
            description = "Accepted recipients that an earlier attempt of the run had already sent to: nothing was sent"
                    + " to them now.",
            javaType = "Long")
    public static final String ACCEPTED_BEFORE = "CamelBulkSmsAcceptedBefore";

    @Metadata(
            label = "producer",
            description = "Groups of recipients that a request was to be made for.",
            javaType = "Long")
    public static final String BATCHES = "CamelBulkSmsBatches";

    @Metadata(
            label = "producer",
            description = "Why the run failed, for instance run_busy; not there when all is well.",
            javaType = "String")
    public static final String FAILURE_CODE = "CamelBulkSmsFailureCode";

    @Metadata(
            label = "producer",
            description = "The status that an HTTP caller may be given for the failure; not there when all is well.",
            javaType = "Integer")
    public static final String HTTP_STATUS = "CamelBulkSmsHttpStatus";

    @Metadata(
            label = "producer",
            description = "Runs of the campaign whose recipients are left out; wins over the option.",
            javaType = "String")
    public static final String EXCLUDE_RUNS = "CamelBulkSmsExcludeRuns";

    @Metadata(label = "producer", description = "POSTs that went out, or may have.", javaType = "Long")
    public static final String REQUESTS = "CamelBulkSmsRequests";

    @Metadata(
            label = "producer",
            description = "The alphabet of the text: GSM-7, or UCS-2, which takes more segments.",
            javaType = "String")
    public static final String ENCODING = "CamelBulkSmsEncoding";

    @Metadata(
            label = "producer",
            description = "The provider's IDs of the accepted requests; only up to 100 requests.",
            javaType = "java.util.List")
    public static final String REFERENCE_IDS = "CamelBulkSmsReferenceIds";

    @Metadata(
            label = "consumer",
            description = "Of a delivery report: the provider's ID of the request that the message was in.",
            javaType = "String")
    public static final String REFERENCE_ID = "CamelBulkSmsReferenceId";

    @Metadata(label = "consumer", description = "Of a delivery report: its status code.", javaType = "Integer")
    public static final String STATUS_CODE = "CamelBulkSmsStatusCode";

    @Metadata(
            label = "consumer",
            description = "Of a delivery report: what its status code means, in words.",
            javaType = "String")
    public static final String STATUS_MEANING = "CamelBulkSmsStatusMeaning";

    @Metadata(
            label = "consumer",
            description = "Of a delivery report: whether no other status comes after it.",
            javaType = "Boolean")
    public static final String FINAL = "CamelBulkSmsFinal";

    @Metadata(
            label = "consumer",
            description = "Of a delivery report: whether the message is on the handset.",
            javaType = "Boolean")
    public static final String DELIVERED = "CamelBulkSmsDelivered";

    /** Exchange property: the result of a run, whether it failed or not. */
    public static final String RESULT_PROPERTY = "CamelBulkSmsResult";

    /** Exchange property: the outcome of each recipient of a short list; as a body, a string or a stream they are JSON. */
    public static final String ANSWER_PROPERTY = "CamelBulkSmsAnswer";

    /** Exchange property: all recipients who were not accepted; as a body, a string or a stream they are CSV. */
    public static final String NOT_ACCEPTED_PROPERTY = "CamelBulkSmsNotAccepted";

    private BulkSmsConstants() {}
}
