/** The journal of any number of processes, in a database. Not API. */
package io.github.camelbulksms.internal.journal.jdbc;
