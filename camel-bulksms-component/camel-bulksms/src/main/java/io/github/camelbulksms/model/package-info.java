/** What users hold: results, parts, reports, totals, and the enums of options. API. */
package io.github.camelbulksms.model;
