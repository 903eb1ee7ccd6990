package io.github.camelbulksms.internal.provider;

/** How a request proves that it comes from the account. */
public enum AuthMethod {
    /** Customer ID and API key go along (RFC 7617). */
    basic,
    /** The request is signed with the API key, which stays here (provider documentation: TSA). */
    digest;

    /**
     * Reads the option of that name.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static AuthMethod of(String option) {
        for (AuthMethod method : values()) {
            if (method.name().equalsIgnoreCase(option)) {
                return method;
            }
        }
        throw new IllegalArgumentException("authMethod is " + option + ": expected basic or digest");
    }
}
