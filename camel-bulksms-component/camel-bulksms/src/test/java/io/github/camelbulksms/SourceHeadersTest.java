package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceHeadersTest {

    @ParameterizedTest
    @CsvSource({
        "JMSMessageID=ID:7, ID:7, ID:7",
        "kafka.TOPIC=lists kafka.PARTITION=3 kafka.OFFSET=0 kafka.TIMESTAMP=17, lists-3-0, 17",
        "kafka.TOPIC=lists kafka.PARTITION=3, , ",
        "CamelAwsSqsMessageId=a1, a1, a1",
        "CamelAwsKinesisShardId=s CamelAwsKinesisSequenceNumber=9, s-9, s-9",
        "CamelAzureServiceBusMessageId=a1 CamelAzureServiceBusSequenceNumber=7, a1, 7",
        "CamelAzureEventHubsPartitionId=0 CamelAzureEventHubsSequenceNumber=12 CamelAzureEventHubsEnqueuedTime=t, 0-12, t",
        "CamelAzureStorageQueueMessageId=a1, a1, a1",
        "CamelDaprTopic=lists CamelDaprID=a1, lists-a1, lists-a1",
        "CamelGooglePubsubMessageId=a1, a1, a1",
        "CamelGoogleMailId=a1, a1, a1",
        "CamelIronMQMessageId=a1, a1, a1",
        "Message-ID=<a@b>, <a@b>, <a@b>",
        "CamelMailMessageId=<sent@b>, , ",
        "topic_name=lists message_id=5:1:-1, lists-5:1:-1, lists-5:1:-1",
        "CamelRockerMQTopic=lists CamelRockerMQMsgId=a1, lists-a1, lists-a1",
        "CamelSalesforceTopicName=lists CamelSalesforceReplayId=4, lists-4, lists-4",
        "CamelSpringRabbitmqMessageId=a1, a1, a1",
        "CamelAwsS3BucketName=b CamelAwsS3Key=list.csv CamelAwsS3ETag=e1, b-list.csv, e1",
        "CamelMinioBucketName=b CamelMinioObjectName=list.csv CamelMinioETag=e1, b-list.csv, e1",
        "CamelIBMCOSBucketName=b CamelIBMCOSKey=list.csv CamelIBMCOSETag=e1, b-list.csv, e1",
        "CamelHwCloudObsBucketName=b CamelHwCloudObsObjectKey=list.csv CamelHwCloudObsETag=e1, b-list.csv, e1",
        "CamelGoogleCloudStorageBlobId=b/list.csv/17, b/list.csv/17, b/list.csv/17",
        "JMSCorrelationID=c, , ",
    })
    void aMessageIsNamedByWhatItsConsumerSays(String headers, String name, String mark) {
        MessageSource source = SourceHeaders.any(headers(headers)::get);

        assertThat(source).isEqualTo(name == null ? null : new MessageSource(name, mark));
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
    void aFileNameThatARouteHasChosenForItsOutputNamesNothing() {
        assertThat(SourceHeaders.any(headers("CamelFileName=out.csv CamelFileNameOnly=out.csv")::get))
                .isNull();
    }

    @Test
    void anEndpointThatNamesNoMessageHasNoSuchHeaders() {
        assertThat(SourceHeaders.of(DirectEndpoint.class)).isNull();
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
