package io.github.camelbulksms.model;

/** A recipient of a run, whom a delivery report is about. Immutable. */
public record ReportedRecipient(String campaign, String run, Recipient recipient) {}
