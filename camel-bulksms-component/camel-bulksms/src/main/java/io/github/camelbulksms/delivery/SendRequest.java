package io.github.camelbulksms.delivery;

import io.github.camelbulksms.provider.BulkMessage;
import io.github.camelbulksms.recipient.RecipientList;

/** What is to be sent, to whom, and as which run. */
public record SendRequest(Run run, BulkMessage message, RecipientList recipients) {}
