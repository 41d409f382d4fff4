/** The contract as plain mappings for a stock WireMock. Knows the exchange. */
package io.github.qxylogin.mock.export;
