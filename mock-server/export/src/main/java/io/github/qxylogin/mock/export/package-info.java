/**
 * The contract for other tools: as plain mappings for a stock WireMock, and as calls that people
 * send. Runs in the build of the mock server. Knows the contract alone.
 */
package io.github.qxylogin.mock.export;
