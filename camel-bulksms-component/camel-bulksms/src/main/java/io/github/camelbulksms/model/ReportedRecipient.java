package io.github.camelbulksms.model;

/** The recipient of a run that a delivery report is about. Immutable. */
public record ReportedRecipient(String campaign, String run, Recipient recipient) {}
