package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.FailureCode;
import org.apache.camel.CamelException;

/**
 * A run that failed: recipients are refused, unsent, postponed or unknown, or nothing of it could be begun. It carries the result, which
 * names them. Subclasses are those that a caller does something else about.
 */
public class BulkSmsException extends CamelException {

    private static final long serialVersionUID = 1L;

    private final transient BulkSmsResult result;
    private final FailureCode code;
    private final String campaign;
    private final String run;

    BulkSmsException(BulkSmsResult result, String message, Throwable cause) {
        super(message, cause);
        this.result = result;
        code = result.code();
        campaign = result.campaign();
        run = result.run();
    }

    /** The result; null only after the exception was serialized. */
    public BulkSmsResult getResult() {
        return result;
    }

    /** Why, by what a caller does about it. */
    public FailureCode getCode() {
        return code;
    }

    public String getCampaign() {
        return campaign;
    }

    public String getRun() {
        return run;
    }
}
