package io.github.qxylogin.mock.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is reached.
 *
 * @param port 0 for a free one
 * @param httpsPort the port for TLS, if there is to be one; 0 for a free one
 * @param keyStore the key for TLS; by default the server makes one
 * @param cors whose pages may call the API
 * @param controlHosts names of the server, beside localhost and the host
 * @param admin whether WireMock's administration answers
 * @param requestJournal whether WireMock keeps the requests that its stubs answer
 * @param mappings the directory of WireMock's stubs
 * @param proxy the address of the server that answers what neither the mock nor a stub does
 */
public record ServerOptions(
    String host,
    int port,
    Optional<Integer> httpsPort,
    Optional<TlsKeyStore> keyStore,
    Cors cors,
    Set<String> controlHosts,
    boolean admin,
    boolean requestJournal,
    Optional<Path> mappings,
    Optional<String> proxy,
    ServerLimits limits) {}
