package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

/** What a number is for, by its country's numbering plan. Names are libphonenumber's. */
public enum NumberKind {
    FIXED_LINE,
    MOBILE,
    FIXED_LINE_OR_MOBILE,
    TOLL_FREE,
    PREMIUM_RATE,
    SHARED_COST,
    VOIP,
    PERSONAL_NUMBER,
    PAGER,
    UAN,
    VOICEMAIL,
    /** In no range that the country has given out. */
    UNKNOWN;

    static NumberKind of(PhoneNumberType type) {
        return valueOf(type.name());
    }

    /** Whether a mobile may have such a number. */
    public boolean canBeMobile() {
        return this == MOBILE || this == FIXED_LINE_OR_MOBILE;
    }
}
