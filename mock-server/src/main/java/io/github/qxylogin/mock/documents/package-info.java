/** Serves files that the build wrote from the contract. Knows the exchange. */
package io.github.qxylogin.mock.documents;
