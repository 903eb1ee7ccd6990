/** Sets of recipients and numbers, some bytes for each. Not API. */
package io.github.camelbulksms.internal.recipient.set;
