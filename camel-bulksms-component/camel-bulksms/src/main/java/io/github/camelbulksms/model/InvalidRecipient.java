package io.github.camelbulksms.model;

/** What happens when a recipient has no usable number or session ID. */
public enum InvalidRecipient {
    /** All others are sent to; the invalid ones come back by name. */
    skip,
    /** Nothing is sent when the list can be read twice; otherwise the run stops there. */
    fail
}
