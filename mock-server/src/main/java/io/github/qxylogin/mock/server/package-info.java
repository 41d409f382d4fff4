/**
 * The engine: WireMock, its Jetty and TLS, behind one function from a request to a reply. Beside
 * the export the only room that knows WireMock; knows of the mock the exchange alone.
 */
package io.github.qxylogin.mock.server;
