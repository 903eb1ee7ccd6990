package io.github.camelbulksms.examples.cluster;

import org.apache.camel.Header;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/** Tells Kafka that a part is done. Bound as {@code commit}. */
public final class PartCommit {

    public void commit(@Header(KafkaConstants.MANUAL_COMMIT) KafkaManualCommit part) {
        part.commit();
    }
}
