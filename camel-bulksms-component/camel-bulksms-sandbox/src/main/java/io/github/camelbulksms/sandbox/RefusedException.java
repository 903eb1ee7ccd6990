package io.github.camelbulksms.sandbox;

/** Ends the handling of a request that the provider would refuse. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProviderError error;
    private final String signatureString;

    RefusedException(ProviderError error) {
        this(error, null);
    }

    /**
     * @param signatureString what the provider signed, or null when no signature was compared
     */
    RefusedException(ProviderError error, String signatureString) {
        super(error.description, null, false, false);
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
