package io.github.camelbulksms.model;

/** How a request proves that it comes from the account. */
public enum AuthMethod {
    /** Customer ID and API key go along (RFC 7617). */
    basic,
    /** The request is signed with the API key, which stays here (provider documentation: TSA). */
    digest
}
