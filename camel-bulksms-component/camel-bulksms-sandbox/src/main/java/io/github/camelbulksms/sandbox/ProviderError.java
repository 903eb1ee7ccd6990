package io.github.camelbulksms.sandbox;

/** The errors of the provider's documentation that the sandbox answers with. */
enum ProviderError {
    MISSING_TEMPLATE(
            400, 500, "Transaction not attempted", -10001, "Invalid Request: Missing parameter Parameter: Template"),
    EMPTY_RECIPIENTS(400, 500, "Transaction not attempted", -10002, "Empty recipients list"),
    TOO_MANY_RECIPIENTS(400, 500, "Transaction not attempted", -10003, "Max number of recipients exceeded"),
    BAD_REQUEST(400, 500, "Transaction not attempted", -40006, "Bad Request"),
    UNKNOWN_CUSTOMER(401, 501, "Not authorized", -30000, "Invalid Customer ID."),
    INVALID_SIGNATURE(401, 501, "Not authorized", -30006, "Invalid Signature.");

    final int httpStatus;
    final int statusCode;
    final String statusDescription;
    final int code;
    final String description;

    ProviderError(int httpStatus, int statusCode, String statusDescription, int code, String description) {
        this.httpStatus = httpStatus;
        this.statusCode = statusCode;
        this.statusDescription = statusDescription;
        this.code = code;
        this.description = description;
    }
}
