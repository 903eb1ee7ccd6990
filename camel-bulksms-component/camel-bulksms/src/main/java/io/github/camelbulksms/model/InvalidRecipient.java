package io.github.camelbulksms.model;

/** What happens when somebody has no usable number or session ID. */
public enum InvalidRecipient {
    /** Everybody else is sent to; the invalid ones come back by name. */
    skip,
    /** Nothing is sent when the list can be read twice; otherwise the run stops there. */
    fail
}
