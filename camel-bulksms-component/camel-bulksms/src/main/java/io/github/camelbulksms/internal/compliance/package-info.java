/** Which recipients may be sent to, and when: suppression lists, quiet hours, the cost of a run. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.compliance;
