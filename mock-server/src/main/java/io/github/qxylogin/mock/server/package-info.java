/**
 * The HTTP server: WireMock, its Jetty and TLS, in front of a {@link
 * io.github.qxylogin.mock.server.Backend}. Beside the export only this room may use WireMock; of
 * the mock it may use {@code exchange} and {@code text} alone.
 */
package io.github.qxylogin.mock.server;
