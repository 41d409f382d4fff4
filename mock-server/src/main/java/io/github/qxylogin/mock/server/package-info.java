/**
 * The HTTP server: WireMock, its Jetty and TLS, in front of a {@link
 * io.github.qxylogin.mock.server.Backend}. WireMock is used here; besides, {@code LoginMock} has
 * its stubs, and {@code http} finds similar names by it. Of the mock this room may use {@code http}
 * and {@code text} alone.
 */
package io.github.qxylogin.mock.server;
