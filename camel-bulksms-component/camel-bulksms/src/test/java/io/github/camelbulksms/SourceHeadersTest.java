package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceHeadersTest {

    private static final String LIST = "CamelFileNameOnly=list.csv";

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
        "jms, JMSMessageID=ID:7, ID:7, ID:7",
        "jms, JMSCorrelationID=c, , ",
        "kafka, kafka.TOPIC=lists kafka.PARTITION=3 kafka.OFFSET=0 kafka.TIMESTAMP=17, lists-3-0, 17",
        "kafka, kafka.TOPIC=lists kafka.PARTITION=3, , ",
        "aws2-sqs, CamelAwsSqsMessageId=a1, a1, a1",
        "aws2-kinesis, CamelAwsKinesisShardId=s CamelAwsKinesisSequenceNumber=9, s-9, s-9",
        "azure-servicebus, CamelAzureServiceBusMessageId=a1 CamelAzureServiceBusSequenceNumber=7, a1, 7",
        "azure-eventhubs, CamelAzureEventHubsPartitionId=0 CamelAzureEventHubsSequenceNumber=12 CamelAzureEventHubsEnqueuedTime=t, 0-12, t",
        "azure-storage-queue, CamelAzureStorageQueueMessageId=a1, a1, a1",
        "dapr, CamelDaprTopic=lists CamelDaprSource=crm CamelDaprID=1, lists-crm-1, lists-crm-1",
        "google-pubsub, CamelGooglePubsubMessageId=a1, a1, a1",
        "google-mail-stream, CamelGoogleMailId=a1, a1, a1",
        "ironmq, CamelIronMQMessageId=a1, a1, a1",
        "imap, Message-ID=<a@b>, <a@b>, <a@b>",
        "imap, CamelMailMessageId=<sent@b>, , ",
        "pulsar, topic_name=lists message_id=5:1:-1, lists-5:1:-1, lists-5:1:-1",
        "rocketmq, CamelRockerMQTopic=lists CamelRockerMQMsgId=a1, lists-a1, lists-a1",
        "salesforce, CamelSalesforceChannel=/event/List__e CamelSalesforceReplayId=4, /event/List__e-4, /event/List__e-4",
        "spring-rabbitmq, CamelSpringRabbitmqMessageId=a1, a1, a1",
        "zeebe, CamelZeebeJobKey=7, 7, 7",
        "aws2-s3, CamelAwsS3BucketName=b CamelAwsS3Key=list.csv CamelAwsS3ETag=e1, b-list.csv, e1",
        "minio, CamelMinioBucketName=b CamelMinioObjectName=list.csv CamelMinioETag=e1, b-list.csv, e1",
        "ibm-cos, CamelIBMCOSBucketName=b CamelIBMCOSKey=list.csv CamelIBMCOSETag=e1, b-list.csv, e1",
        "hwcloud-obs, CamelHwCloudObsBucketName=b CamelHwCloudObsObjectKey=list.csv CamelHwCloudObsETag=e1, b-list.csv, e1",
        "google-storage, CamelGoogleCloudStorageBucketName=b CamelGoogleCloudStorageObjectName=list.csv CamelGoogleCloudStorageGeneration=17, b-list.csv, 17",
    })
    void aMessageIsNamedByWhatItsConsumerSays(String scheme, String headers, String name, String mark) {
        MessageSource expected = name == null ? null : new MessageSource(name, mark);

        assertThat(delivered(scheme, null, headers(headers))).isEqualTo(expected);
        assertThat(SourceHeaders.any(headers(headers)::get))
                .as("also where a copy of the headers is all that is left")
                .isEqualTo(expected);
    }

    /** A route may have set the same headers, to say where it writes. */
    @ParameterizedTest
    @CsvSource({
        "azure-storage-blob, CamelAzureStorageBlobBlobName=list.csv CamelAzureStorageBlobETag=e1, list.csv, e1",
        "azure-storage-datalake, CamelAzureStorageDataLakeFileName=in/list.csv, in/list.csv, in/list.csv",
    })
    void someHeadersNameAMessageOnlyWhenTheirConsumerDelivers(String scheme, String headers, String name, String mark) {
        assertThat(delivered(scheme, null, headers(headers))).isEqualTo(new MessageSource(name, mark));
        assertThat(SourceHeaders.any(headers(headers)::get)).isNull();
    }

    /** In a topic made anew the numbers begin anew. */
    @Test
    void aMessageOfPubsubLiteIsToldFromALaterOneOfTheSameNumberByItsTime() {
        Map<String, Object> headers = headers("CamelGooglePubsubMessageId=0:7");
        headers.put("CamelGooglePubsubPublishTime", "seconds: 17\nnanos: 5\n");

        assertThat(delivered("google-pubsub-lite", null, headers))
                .isEqualTo(new MessageSource("0:7", "seconds: 17 nanos: 5"));
    }

    @Test
    void allSchemesWhoseConsumersNameAMessageAreKnown() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        String named = catalog.findComponentNames().stream()
                .map(catalog::componentModel)
                .filter(component -> !component.isProducerOnly())
                .filter(component -> SourceHeaders.of(component.getJavaType()) != null)
                .map(ComponentModel::getScheme)
                .sorted()
                .collect(Collectors.joining(" "));

        // activemq and activemq6 have endpoints that extend those of jms, and amqp has those of jms
        assertThat(named)
                .isEqualTo("aws2-kinesis aws2-s3 aws2-sqs azure-eventhubs azure-files azure-servicebus"
                        + " azure-storage-blob azure-storage-datalake azure-storage-queue dapr file file-watch ftp ftps"
                        + " google-mail-stream google-pubsub google-pubsub-lite google-storage hwcloud-obs ibm-cos imap"
                        + " imaps ironmq jms kafka mina-sftp minio pop3 pop3s pulsar rocketmq salesforce sftp sjms sjms2"
                        + " smb smtp smtps spring-rabbitmq zeebe");
    }

    @Test
    void aFileIsNamedByItsNameAndToldFromALaterOneByItsTimeAndLength() {
        Map<String, Object> headers =
                Map.of("CamelFileNameOnly", "list.csv", "CamelFileLastModified", 0L, "CamelFileLength", 30L);

        MessageSource source = new MessageSource("list.csv", "file of 1970-01-01T00:00:00Z, 30 bytes");
        assertThat(SourceHeaders.of(FileEndpoint.class).read(headers::get)).isEqualTo(source);
        assertThat(SourceHeaders.any(headers::get)).isEqualTo(source);
    }

    @Test
    void aFileOfAServerThatTellsNoTimesIsToldFromALaterOneByItsLength() {
        Map<String, Object> headers = headers(LIST);
        headers.put("CamelFileLength", 30L);

        assertThat(delivered("ftp", null, headers)).isEqualTo(new MessageSource("list.csv", "file of 30 bytes"));
    }

    @Test
    void aWatchedFileIsToldFromALaterOneByWhatItIsWhenItIsDelivered(@TempDir Path folder) throws Exception {
        Path list = Files.write(folder.resolve("list.csv"), new byte[30]);
        Files.setLastModifiedTime(list, FileTime.from(Instant.EPOCH));
        Map<String, Object> headers = headers(LIST);
        headers.put("CamelFileLastModified", 17L);

        assertThat(delivered("file-watch", list.toFile(), headers))
                .isEqualTo(new MessageSource("list.csv", "file of 1970-01-01T00:00:00Z, 30 bytes"));
    }

    @Test
    void aFileNameThatARouteHasChosenForItsOutputNamesNothing() {
        assertThat(SourceHeaders.any(headers("CamelFileName=out.csv CamelFileNameOnly=out.csv")::get))
                .isNull();
    }

    @Test
    void anEndpointThatNamesNoMessageHasNoSuchHeaders() {
        assertThat(SourceHeaders.of(DirectEndpoint.class)).isNull();
    }

    /** Of RabbitMQ for instance, where it is for the sender to give a message an ID. */
    @Test
    void aMessageThatItsConsumerCouldNameAndDoesNotIsAnEventOfItsOwn() {
        Exchange exchange = context.getEndpoint("file:target").createExchange();

        Provenance.note(exchange);

        assertThat(Provenance.placeOf(exchange).origin().onceOnly())
                .isEqualTo(MessageSource.event(exchange.getExchangeId()));
    }

    private MessageSource delivered(String scheme, File body, Map<String, Object> headers) {
        DefaultMessage message = new DefaultMessage(context);
        message.setBody(body);
        message.setHeaders(headers);
        ComponentModel component = new DefaultCamelCatalog().componentModel(scheme);
        return SourceHeaders.of(component.getJavaType()).readDelivered(message);
    }

    private static Map<String, Object> headers(String text) {
        Map<String, Object> headers = new HashMap<>();
        for (String header : text.split(" ")) {
            String[] parts = header.split("=");
            headers.put(parts[0], parts[1]);
        }
        return headers;
    }
}
