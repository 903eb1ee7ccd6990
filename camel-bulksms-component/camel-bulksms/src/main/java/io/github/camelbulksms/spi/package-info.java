/** What users may implement. API. */
package io.github.camelbulksms.spi;
