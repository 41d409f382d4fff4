package io.github.qxylogin.mock;

import java.util.Optional;

/**
 * What stands before WireMock, and refuses, before WireMock reads it, what WireMock cannot take.
 *
 * @param guard keeps other sites away from what controls the mock
 * @param admin who may use WireMock's own {@code /__admin}; if empty, it is not there, and the path
 *     is like any other
 * @param cors which pages of other sites may call the API
 * @param tls the port for TLS, if there is one
 */
record Edge(
    EdgeLimits limits,
    SameHostGuard guard,
    Optional<ControlAccess> admin,
    EdgeCors cors,
    Optional<TlsPort> tls) {}
