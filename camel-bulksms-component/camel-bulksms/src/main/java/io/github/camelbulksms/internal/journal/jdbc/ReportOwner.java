package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.model.Recipient;

/** A recipient of a run, whom a report is about. */
public record ReportOwner(String campaign, String run, Recipient recipient) {}
