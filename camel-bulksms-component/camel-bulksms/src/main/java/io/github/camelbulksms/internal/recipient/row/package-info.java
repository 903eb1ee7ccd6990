/** Rows of every kind: maps, lists, records, beans, JSON. Not API. */
package io.github.camelbulksms.internal.recipient.row;
