package io.github.camelbulksms;

import io.github.camelbulksms.delivery.BulkSmsResult;
import org.apache.camel.CamelException;

/** A run after which somebody is refused, unsent or unknown. It carries the result, which names them. */
public class BulkSmsException extends CamelException {

    private static final long serialVersionUID = 1L;

    private final transient BulkSmsResult result;

    public BulkSmsException(BulkSmsResult result) {
        super("not everybody was sent to: " + result + "; " + String.join("; ", result.problems()));
        this.result = result;
    }

    /** The result; null only after the exception was serialized. */
    public BulkSmsResult getResult() {
        return result;
    }
}
