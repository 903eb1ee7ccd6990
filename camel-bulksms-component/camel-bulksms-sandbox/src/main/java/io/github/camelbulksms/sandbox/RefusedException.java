package io.github.camelbulksms.sandbox;

/** Ends the handling of a request that the provider would refuse. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProviderError error;
    private final String signatureString;

    RefusedException(ProviderError error) {
        this(error, error.description);
    }

    /**
     * @param why what the page shows of the reason, more than the provider says
     */
    RefusedException(ProviderError error, String why) {
        this(error, why, null);
    }

    /**
     * @param signatureString what the provider signed, or null when no signature was compared
     */
    RefusedException(ProviderError error, String why, String signatureString) {
        super(why, null, false, false);
        this.error = error;
        this.signatureString = signatureString;
    }

    ProviderError error() {
        return error;
    }

    String signatureString() {
        return signatureString;
    }
}
