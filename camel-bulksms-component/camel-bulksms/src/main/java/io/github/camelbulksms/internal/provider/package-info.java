/** The provider's protocol: the form, credentials, what a reply means. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.provider;
