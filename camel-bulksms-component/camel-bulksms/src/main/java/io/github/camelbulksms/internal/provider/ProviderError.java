package io.github.camelbulksms.internal.provider;

import java.util.Arrays;
import java.util.Optional;

/** The provider's error codes (provider documentation), and what they mean for the request and for people. */
enum ProviderError {
    MISSING_TEMPLATE(-10001, Meaning.REFUSED, "give a text"),
    EMPTY_RECIPIENTS(-10002, Meaning.REFUSED, "give recipients"),
    TOO_MANY_RECIPIENTS(-10003, Meaning.REFUSED, "lower batchSize"),
    SOURCE_ADDRESS(-10009, Meaning.REFUSED, "allow this machine's address in the account's settings"),
    NOT_ENABLED(-20002, Meaning.ACCOUNT_REFUSED, "have bulk SMS enabled for the account"),
    UNKNOWN_CUSTOMER(-30000, Meaning.ACCOUNT_REFUSED, "check customerId"),
    SUSPENDED(-30001, Meaning.ACCOUNT_REFUSED, "have the account opened again"),
    INVALID_SIGNATURE(-30006, Meaning.REFUSED, "check apiKey and authMethod"),
    DATE_OUT_OF_RANGE(-30010, Meaning.REFUSED, "set this machine's clock"),
    /** A nonce is used for one request: it can only come twice when something below has repeated that request. */
    NONCE_USED(-30012, Meaning.SEEN_BEFORE, "find and stop the proxy or tool that repeated the request"),
    BAD_REQUEST(-40006, Meaning.REFUSED, "check senderId and sessionId"),
    RATE_LIMIT(-40007, Meaning.PASSING, "send slower"),
    HARD_CAP(-40008, Meaning.CAPPED, "have the account's cap raised, or wait until it starts anew"),
    BLOCKED(-40024, Meaning.REFUSED, "ask the provider why it blocks this"),
    BLOCKED_TOO(-40025, Meaning.REFUSED, "ask the provider why it blocks this"),
    UNAVAILABLE(-90001, Meaning.PASSING, "try later");

    /** What an error says about the request that it answers; the further down, the less may be sent again. */
    enum Meaning {
        /** Not taken now, may be taken later. */
        PASSING,
        /** Not taken, nor will anything else be for long. */
        CAPPED,
        /** Not taken, and will not be when asked again unchanged. */
        REFUSED,
        /** The same for whatever is sent with the account. */
        ACCOUNT_REFUSED,
        /** An earlier copy may have been taken. */
        SEEN_BEFORE;

        boolean isMoreCarefulThan(Meaning other) {
            return compareTo(other) > 0;
        }
    }

    final int code;
    final Meaning meaning;
    final String advice;

    ProviderError(int code, Meaning meaning, String advice) {
        this.code = code;
        this.meaning = meaning;
        this.advice = advice;
    }

    static Optional<ProviderError> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }
}
