package io.github.camelbulksms;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * An exchange that Camel copied from another.
 *
 * @param place what the component has noted on the other
 */
record ExchangeCopy(Exchange exchange, MessagePlace place) {

    /** Whether the original does not wait for it: a wire tap, or a queue in memory. */
    boolean goesItsOwnWay() {
        Exchange original = place.exchange();
        // a wire tap removes the correlation ID that every other copy has
        return original == null
                || exchange.getProperty(ExchangePropertyKey.CORRELATION_ID) == null
                || exchange.getFromEndpoint() != original.getFromEndpoint();
    }

    /** Whether it is a chunk or a branch, which is a message of its own, and not the same once more. */
    boolean isChunk() {
        ExchangeIndices indices = ExchangeIndices.of(exchange);
        if (!indices.equals(place.indices())) {
            return true;
        }
        // the first chunk of a first chunk looks like a copy of that, so the node that made it decides
        return !indices.equals(ExchangeIndices.NONE) && !goesItsOwnWay() && place.isCutting();
    }
}
