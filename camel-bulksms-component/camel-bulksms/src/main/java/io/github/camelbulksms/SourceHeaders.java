package io.github.camelbulksms;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The headers that name the message, object or file that a family of consumers delivers.
 *
 * @param packagePrefix the package of the family's endpoints
 * @param name headers that together name the message
 * @param version header that tells two contents of one name apart, or null where a name is never used again
 */
record SourceHeaders(String packagePrefix, List<String> name, String version) {

    private static final String CAMEL = "org.apache.camel.component.";

    /** The files of {@code file}, {@code ftp}, {@code sftp}, {@code smb}, {@code azure-files}: they have these headers in common. */
    static final SourceHeaders FILES =
            new SourceHeaders(CAMEL + "file.", List.of(Exchange.FILE_NAME_ONLY), Exchange.FILE_LAST_MODIFIED);

    private static final List<SourceHeaders> ANYWHERE = List.of(
            FILES,
            new SourceHeaders(CAMEL + "smb.", FILES.name, FILES.version),
            // activemq, activemq6 and amqp have jms's endpoints
            messages("jms.", "JMSMessageID"),
            messages("sjms.", "JMSMessageID"),
            messages("sjms2.", "JMSMessageID"),
            named("kafka.", "kafka.TIMESTAMP", "kafka.TOPIC", "kafka.PARTITION", "kafka.OFFSET"),
            messages("aws2.sqs.", "CamelAwsSqsMessageId"),
            messages("aws2.kinesis.", "CamelAwsKinesisShardId", "CamelAwsKinesisSequenceNumber"),
            // the ID is the sender's, who may give it again; the number is Service Bus's own, and stays at a redelivery
            named("azure.servicebus.", "CamelAzureServiceBusSequenceNumber", "CamelAzureServiceBusMessageId"),
            named(
                    "azure.eventhubs.",
                    "CamelAzureEventHubsEnqueuedTime",
                    "CamelAzureEventHubsPartitionId",
                    "CamelAzureEventHubsSequenceNumber"),
            messages("azure.storage.queue.", "CamelAzureStorageQueueMessageId"),
            // an ID is unique for its source
            messages("dapr.", "CamelDaprTopic", "CamelDaprSource", "CamelDaprID"),
            messages("google.pubsub.", "CamelGooglePubsubMessageId"),
            // its ID is partition and offset
            named("google.pubsublite.", "CamelGooglePubsubPublishTime", "CamelGooglePubsubMessageId"),
            messages("google.mail.stream.", "CamelGoogleMailId"),
            messages("ironmq.", "CamelIronMQMessageId"),
            // the mail's own; CamelMailMessageId, of the catalog, is what camel-mail has sent
            messages("mail.", "Message-ID"),
            messages("pulsar.", "topic_name", "message_id"),
            messages("rocketmq.", "CamelRockerMQTopic", "CamelRockerMQMsgId"),
            // CamelSalesforceTopicName is set for push topics alone
            messages("salesforce.", "CamelSalesforceChannel", "CamelSalesforceReplayId"),
            messages("springrabbit.", "CamelSpringRabbitmqMessageId"),
            objects("aws2.s3.", "CamelAwsS3BucketName", "CamelAwsS3Key", "CamelAwsS3ETag"),
            objects("minio.", "CamelMinioBucketName", "CamelMinioObjectName", "CamelMinioETag"),
            objects("ibm.cos.", "CamelIBMCOSBucketName", "CamelIBMCOSKey", "CamelIBMCOSETag"),
            objects("huaweicloud.obs.", "CamelHwCloudObsBucketName", "CamelHwCloudObsObjectKey", "CamelHwCloudObsETag"),
            objects(
                    "google.storage.",
                    "CamelGoogleCloudStorageBucketName",
                    "CamelGoogleCloudStorageObjectName",
                    "CamelGoogleCloudStorageGeneration"),
            messages("zeebe.", "CamelZeebeJobKey"));

    /** Named by one header, which is also the one by which a route says where it writes: believed of their own consumers alone. */
    private static final List<SourceHeaders> CONSUMED = List.of(
            named("azure.storage.blob.", "CamelAzureStorageBlobETag", "CamelAzureStorageBlobBlobName"),
            named("azure.storage.datalake.", "CamelAzureStorageDataLakeETag", "CamelAzureStorageDataLakeFileName"));

    private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        ANYWHERE.forEach(family -> NAMES.addAll(family.name));
    }

    private static SourceHeaders messages(String packagePrefix, String... name) {
        return new SourceHeaders(CAMEL + packagePrefix, List.of(name), null);
    }

    /** Names that can come again, as numbers do in a topic that is made anew; the version tells the messages apart. */
    private static SourceHeaders named(String packagePrefix, String version, String... name) {
        return new SourceHeaders(CAMEL + packagePrefix, List.of(name), version);
    }

    private static SourceHeaders objects(String packagePrefix, String bucket, String key, String version) {
        return new SourceHeaders(CAMEL + packagePrefix, List.of(bucket, key), version);
    }

    /** Those of an endpoint's family, or null when Camel's consumers of that kind name no message. */
    static SourceHeaders of(Class<?> endpoint) {
        SourceHeaders headers = null;
        for (Class<?> type = endpoint; type != null && headers == null; type = type.getSuperclass()) {
            headers = of(type.getName());
        }
        return headers;
    }

    /** As {@link #of(Class)}, by the name of a class in the package of the endpoints. */
    static SourceHeaders of(String className) {
        return Stream.concat(ANYWHERE.stream(), CONSUMED.stream())
                .filter(headers -> className.startsWith(headers.packagePrefix))
                .findFirst()
                .orElse(null);
    }

    /** What any family's headers say, in the order of the table; null when there are none. */
    static MessageSource any(Function<String, Object> headers) {
        return ANYWHERE.stream()
                .flatMap(family -> Stream.ofNullable(family.read(headers)))
                // a route sets a file's name for what it writes, too
                .filter(source -> source.mark() != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether a header names a message somewhere, in any case. */
    static boolean isName(String header) {
        return NAMES.contains(header);
    }

    /** Whether a header is one of those that name a message here, in any case. */
    boolean isOwn(String header) {
        return name.stream().anyMatch(header::equalsIgnoreCase);
    }

    /** The source of a message that a consumer of the family has just delivered, or null when it does not say. */
    MessageSource readDelivered(Message message) {
        MessageSource source = read(message::getHeader);
        if (source == null || source.mark() != null) {
            return source;
        }
        // file-watch has a file as the body, and neither its time nor its length
        return message.getBody() instanceof File file
                ? MessageSource.file(file)
                : new MessageSource(source.name(), source.name());
    }

    /** The source that the headers speak of, or null when one of them is missing. */
    MessageSource read(Function<String, Object> headers) {
        List<String> parts = new ArrayList<>();
        for (String header : name) {
            Object value = headers.apply(header);
            if (value == null || value.toString().isBlank()) {
                return null;
            }
            parts.add(value.toString());
        }
        String joined = String.join("-", parts);
        return name.equals(FILES.name) ? file(joined, headers) : new MessageSource(joined, mark(joined, headers));
    }

    private String mark(String joined, Function<String, Object> headers) {
        Object content = version == null ? joined : headers.apply(version);
        // a time of Google's is written on several lines
        return content == null ? null : content.toString().strip().replaceAll("\\s+", " ");
    }

    /** Some FTP servers do not say when a file was changed. */
    private static MessageSource file(String name, Function<String, Object> headers) {
        if (!(headers.apply(Exchange.FILE_LENGTH) instanceof Number length)) {
            return new MessageSource(name, null);
        }
        return headers.apply(Exchange.FILE_LAST_MODIFIED) instanceof Number time
                ? MessageSource.file(name, time.longValue(), length.longValue())
                : new MessageSource(name, "file of " + length + " bytes");
    }
}
