package io.github.qxylogin.mock.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** How a server is reached. A server reads it once, when it is created. */
public final class ServerOptions {
  public String host = "127.0.0.1";

  /** 0 for a free one. */
  public int port;

  /** The port for TLS, if there is to be one; 0 for a free one. */
  public Optional<Integer> httpsPort = Optional.empty();

  /** The key for TLS; by default the server makes one. */
  public Optional<TlsKeyStore> keyStore = Optional.empty();

  /** The origins that may call the API from a browser. */
  public Cors cors = Cors.LOCAL;

  /** Names of the server, beside localhost and the host. */
  public Set<String> controlHosts = Set.of();

  /** Whether WireMock's administration is open. */
  public boolean admin;

  /** Whether WireMock records the requests of its stubs. */
  public boolean requestJournal = true;

  /** The directory of WireMock's stubs. */
  public Optional<Path> mappings = Optional.empty();

  /** The address of the server that receives unmatched requests. */
  public Optional<String> proxy = Optional.empty();

  public ServerLimits limits = ServerLimits.DEFAULT;
}
