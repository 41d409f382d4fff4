/**
 * The contract for other tools: as plain mappings for a stock WireMock, and as calls that people
 * send. Runs in the build of the mock server. Depends on the contract.
 */
package io.github.qxylogin.mock.export;
