/**
 * The contract for other tools: as plain mappings for a stock WireMock, and as calls that people
 * send. Knows the exchange, and of the flow the documented SMS code.
 */
package io.github.qxylogin.mock.export;
