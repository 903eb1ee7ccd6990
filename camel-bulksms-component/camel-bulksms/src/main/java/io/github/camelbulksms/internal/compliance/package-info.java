/** Whom one may send to, and when: suppression lists, quiet hours, what a run would cost. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.compliance;
