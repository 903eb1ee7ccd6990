package io.github.camelbulksms.sandbox;

/** Ends the handling of a request that the provider would refuse. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProviderError error;

    RefusedException(ProviderError error) {
        super(error.description, null, false, false);
        this.error = error;
    }

    ProviderError error() {
        return error;
    }
}
