/**
 * Writes the contract as the mock serves it, and as collections of calls. Runs in the build of the
 * mock server. Depends on the contract.
 */
package io.github.qxylogin.mock.export;
