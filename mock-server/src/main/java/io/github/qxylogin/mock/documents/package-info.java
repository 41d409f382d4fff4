/**
 * Serves files: the console, the page of the contract, and what the build wrote from the contract.
 * Depends on http.
 */
package io.github.qxylogin.mock.documents;
