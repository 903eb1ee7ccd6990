/** Which column of a list or row holds the phone number, and which the session ID. Not API. */
package io.github.camelbulksms.internal.recipient.column;
