package io.github.camelbulksms.delivery;

import io.github.camelbulksms.provider.BulkMessage;
import io.github.camelbulksms.recipient.RecipientSource;

/** What is to be sent, to whom, and as which run. The source is closed by whoever sends it. */
public record SendRequest(Run run, BulkMessage message, RecipientSource source) {}
