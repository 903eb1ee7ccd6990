package io.github.camelbulksms.sandbox;

/** What the sandbox does to a request instead of answering it as it should. */
public enum Fault {
    /** Closes the connection when the request has arrived; nothing is accepted. */
    DROP_BEFORE_ACCEPTANCE(Ending.DROP, "The connection is closed; nothing is accepted."),
    /** Accepts the request, then closes the connection without a reply: the messages go out and the sender cannot know. */
    DROP_AFTER_ACCEPTANCE(Ending.DROP, "The messages go out, then the connection is closed without a reply."),
    /** Neither accepts nor answers, and leaves the connection open for 5 minutes at most. */
    STALL_BEFORE_ACCEPTANCE(Ending.STALL, "No answer for 5 minutes; nothing is accepted."),
    /** Accepts the request, does not answer, and leaves the connection open for 5 minutes at most. */
    STALL_AFTER_ACCEPTANCE(Ending.STALL, "The messages go out, and there is no answer for 5 minutes."),
    /** Accepts the request, and closes the connection in the middle of the reply. */
    HALF_REPLY(Ending.HALF, "The messages go out; the connection is closed in the middle of the reply."),
    /** 429 with the provider's -40007; nothing is accepted. */
    RATE_LIMITED(Ending.REFUSE, "429 with -40007; nothing is accepted."),
    /** 503 with the provider's -90001; nothing is accepted. */
    UNAVAILABLE(Ending.REFUSE, "503 with -90001; nothing is accepted."),
    /** 500 with the provider's -90001; nothing is accepted. */
    INTERNAL_ERROR(Ending.REFUSE, "500 with -90001; nothing is accepted."),
    /** 502 with an HTML page, as a gateway in front of the provider would; nothing is accepted. */
    HTML_BAD_GATEWAY(Ending.HTML, "502 with an HTML page; nothing is accepted."),
    /** Accepts the request, then 502 with an HTML page. */
    HTML_BAD_GATEWAY_AFTER_ACCEPTANCE(Ending.HTML, "The messages go out, then 502 with an HTML page."),
    /** 307 to another path of the sandbox; nothing is accepted. */
    REDIRECT(Ending.REDIRECT, "307 to another path; nothing is accepted.");

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
    private final String description;

    Fault(Ending ending, String description) {
        this.ending = ending;
        this.description = description;
    }

    /** What it does, in a sentence. */
    String description() {
        return description;
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
