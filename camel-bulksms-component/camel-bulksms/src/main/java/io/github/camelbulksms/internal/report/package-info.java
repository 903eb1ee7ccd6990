/** Delivery reports: signature, reading, which were processed. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.report;
