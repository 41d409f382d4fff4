/**
 * Serves files: the console, the page of the contract, and what the build wrote from the contract.
 * Knows the exchange.
 */
package io.github.qxylogin.mock.documents;
