package io.github.camelbulksms.sandbox;

/** What has become of a message, as far as its last status says. */
enum MessageState {
    PENDING,
    DELIVERED,
    FAILED;

    /**
     * @param code the last status, or 0 when there is none yet
     */
    static MessageState of(int code) {
        return switch (code) {
            case 0, 203, 290, 292, 295 -> PENDING;
            case 200 -> DELIVERED;
            default -> FAILED;
        };
    }
}
