package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelException;

/** A run after which recipients are refused, unsent, postponed or unknown. It carries the result, which names them. */
public class BulkSmsException extends CamelException {

    private static final long serialVersionUID = 1L;

    private final transient BulkSmsResult result;

    public BulkSmsException(BulkSmsResult result) {
        super(Stream.concat(
                        Stream.of(
                                "not all recipients were sent to: " + result,
                                result.stopped() == null ? "" : "the run stopped: " + result.stopped()),
                        result.problems().stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; ")));
        this.result = result;
    }

    /** The result; null only after the exception was serialized. */
    public BulkSmsResult getResult() {
        return result;
    }
}
