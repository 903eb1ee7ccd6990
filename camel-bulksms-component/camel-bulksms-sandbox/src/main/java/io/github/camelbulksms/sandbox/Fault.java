package io.github.camelbulksms.sandbox;

/** What the sandbox does to a request instead of answering it as it should. */
public enum Fault {
    /** Closes the connection when the request has arrived; nothing is accepted. */
    DROP_BEFORE_ACCEPTANCE(Ending.DROP),
    /** Accepts the request, then closes the connection without a reply: the messages go out and the sender cannot know. */
    DROP_AFTER_ACCEPTANCE(Ending.DROP),
    /** Neither accepts nor answers, and leaves the connection open for 5 minutes at most. */
    STALL_BEFORE_ACCEPTANCE(Ending.STALL),
    /** Accepts the request, does not answer, and leaves the connection open for 5 minutes at most. */
    STALL_AFTER_ACCEPTANCE(Ending.STALL),
    /** Accepts the request, and closes the connection in the middle of the reply. */
    HALF_REPLY(Ending.HALF),
    /** 429 with the provider's -40007; nothing is accepted. */
    RATE_LIMITED(Ending.REFUSE),
    /** 503 with the provider's -90001; nothing is accepted. */
    UNAVAILABLE(Ending.REFUSE),
    /** 500 with the provider's -90001; nothing is accepted. */
    INTERNAL_ERROR(Ending.REFUSE),
    /** 502 with an HTML page, as a gateway in front of the provider would; nothing is accepted. */
    HTML_BAD_GATEWAY(Ending.HTML),
    /** Accepts the request, then 502 with an HTML page. */
    HTML_BAD_GATEWAY_AFTER_ACCEPTANCE(Ending.HTML),
    /** 307 to another path of the sandbox; nothing is accepted. */
    REDIRECT(Ending.REDIRECT);

    /** How the exchange ends. */
    enum Ending {
        DROP,
        STALL,
        HALF,
        REFUSE,
        HTML,
        REDIRECT
    }

    final Ending ending;

    Fault(Ending ending) {
        this.ending = ending;
    }

    /** Whether the messages go out all the same. */
    public boolean accepts() {
        return this == HALF_REPLY || name().endsWith("AFTER_ACCEPTANCE");
    }

    /** The error of a fault that is answered with one. */
    ProviderError error() {
        return switch (this) {
            case RATE_LIMITED -> ProviderError.RATE_LIMIT;
            case UNAVAILABLE -> ProviderError.UNAVAILABLE;
            default -> ProviderError.INTERNAL_ERROR;
        };
    }
}
