package io.github.camelbulksms.sandbox;

/** The errors of the provider's documentation that the sandbox answers with. */
enum ProviderError {
    MISSING_TEMPLATE(400, Status.NOT_ATTEMPTED, -10001, "Invalid Request: Missing parameter Parameter: Template"),
    EMPTY_RECIPIENTS(400, Status.NOT_ATTEMPTED, -10002, "Empty recipients list"),
    TOO_MANY_RECIPIENTS(400, Status.NOT_ATTEMPTED, -10003, "Max number of recipients exceeded"),
    BAD_REQUEST(400, Status.NOT_ATTEMPTED, -40006, "Bad Request"),
    SOURCE_ADDRESS(401, Status.NOT_ATTEMPTED, -10009, "Invalid source IP address"),
    NOT_ENABLED(401, Status.NOT_AUTHORIZED, -20002, "This product is not enabled for this Customer ID."),
    UNKNOWN_CUSTOMER(401, Status.NOT_AUTHORIZED, -30000, "Invalid Customer ID."),
    SUSPENDED(401, Status.NOT_AUTHORIZED, -30001, "Customer ID Account Suspended."),
    INVALID_SIGNATURE(401, Status.NOT_AUTHORIZED, -30006, "Invalid Signature."),
    DATE_OUT_OF_RANGE(401, Status.NOT_AUTHORIZED, -30010, "Date out of range."),
    NONCE_USED(401, Status.NOT_AUTHORIZED, -30012, "Nonce used before."),
    RATE_LIMIT(429, Status.NOT_ATTEMPTED, -40007, "Rate Limit Exceeded"),
    HARD_CAP(429, Status.NOT_ATTEMPTED, -40008, "Verify SMS exceeded transaction hard cap. Request denied."),
    UNAVAILABLE(503, Status.NOT_ATTEMPTED, -90001, "System Unavailable, please try again later."),
    INTERNAL_ERROR(500, Status.NOT_ATTEMPTED, -90001, "System Unavailable, please try again later.");

    /** The reply's {@code status}. */
    enum Status {
        NOT_ATTEMPTED(500, "Transaction not attempted"),
        NOT_AUTHORIZED(501, "Not authorized");

        final int code;
        final String description;

        Status(int code, String description) {
            this.code = code;
            this.description = description;
        }
    }

    final int httpStatus;
    final Status status;
    final int code;
    final String description;

    ProviderError(int httpStatus, Status status, int code, String description) {
        this.httpStatus = httpStatus;
        this.status = status;
        this.code = code;
        this.description = description;
    }
}
