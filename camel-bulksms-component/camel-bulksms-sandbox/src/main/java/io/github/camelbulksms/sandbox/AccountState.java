package io.github.camelbulksms.sandbox;

/** What the provider thinks of the account. */
public enum AccountState {
    ACTIVE(null),
    /** Answered with -30001. */
    SUSPENDED(ProviderError.SUSPENDED),
    /** Answered with -20002. */
    PRODUCT_NOT_ENABLED(ProviderError.NOT_ENABLED),
    /** Answered with -10009. */
    SOURCE_IP_NOT_ALLOWED(ProviderError.SOURCE_ADDRESS);

    private final ProviderError error;

    AccountState(ProviderError error) {
        this.error = error;
    }

    void check() throws RefusedException {
        if (error != null) {
            throw new RefusedException(error);
        }
    }
}
