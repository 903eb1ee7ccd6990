package io.github.camelbulksms.model;

import java.util.Arrays;
import java.util.Locale;

/** What a message is for, the form's {@code ucid} (provider documentation). */
public enum UseCaseCode {
    /** Two-factor authentication, like updating an account or logging in. */
    ATCK,
    /** Creating an account where bulk attacks and fraudsters are feared. */
    BACF,
    /** Creating an account where bulk attacks and individual spammers are feared. */
    BACS,
    /** A purchase that is unusual or expensive. */
    CHBK,
    /** A calendar event. */
    CLDR,
    /** Personal information asked for in exchange for information. */
    LEAD,
    /** Anything else. */
    OTHR,
    /** A password reset. */
    PWRT,
    /** A reservation that might not be kept. */
    RESV,
    /** Prescription fraud. */
    RXPF,
    /** A shipping notification. */
    SHIP,
    /** An end user kept from deactivating or redirecting a number. */
    THEF,
    /** A transfer of money. */
    TRVF,
    /** Anything else, the same as {@link #OTHR}. */
    UNKN;

    /**
     * Reads a code, in any case.
     *
     * @throws IllegalArgumentException when there is no such code; the message lists them
     */
    public static UseCaseCode of(String code) {
        try {
            return valueOf(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "ucid '" + code + "' is not a use case code: expected one of " + Arrays.toString(values()), e);
        }
    }
}
