/** The provider's endpoint: the form it takes, how a request proves whose it is, and what its replies mean. Knows nothing of Camel. */
package io.github.camelbulksms.provider;
