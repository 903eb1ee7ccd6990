/** The journal of one process, in memory. Not API. */
package io.github.camelbulksms.internal.journal.memory;
