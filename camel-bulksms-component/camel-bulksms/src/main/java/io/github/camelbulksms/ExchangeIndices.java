package io.github.camelbulksms;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** The indices that EIPs have given to an exchange, and that its copies keep. */
record ExchangeIndices(Integer split, Integer multicast) {

    static final ExchangeIndices NONE = new ExchangeIndices(null, null);

    static ExchangeIndices of(Exchange exchange) {
        return new ExchangeIndices(
                exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class),
                exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX, Integer.class));
    }

    /** The index given since a parent had its own. */
    int since(ExchangeIndices parent) {
        return split != null && (multicast == null || !split.equals(parent.split)) ? split : multicast;
    }
}
