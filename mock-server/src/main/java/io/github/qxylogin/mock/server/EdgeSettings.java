package io.github.qxylogin.mock.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How a server is to be reached, collected option by option. */
public final class EdgeSettings {
  public String host = "127.0.0.1";
  public int port;
  public Optional<Integer> httpsPort = Optional.empty();
  public Optional<TlsKeyStore> keyStore = Optional.empty();
  public EdgeCors cors = EdgeCors.LOCAL;
  public Set<String> controlHosts = Set.of();
  public boolean admin;
  public boolean requestJournal = true;
  public Optional<Path> mappings = Optional.empty();
  public Optional<String> proxy = Optional.empty();
  public EdgeLimits limits = EdgeLimits.DEFAULT;

  /**
   * Returns a server, not yet started.
   *
   * @param control the path of the control API
   * @param health the path below it that answers to any Host
   * @param token whether a header Authorization says the control token
   */
  public EdgeWireMock server(
      Backend backend, String control, String health, Predicate<String> token) {
    OwnHosts hosts = new OwnHosts(host, controlHosts);
    SameHostGuard guard = new SameHostGuard(control, health, hosts, admin ? token : null);
    return new EdgeWireMock(this, backend, guard, new ErrorLog(System.err));
  }

  /** Returns whether nobody but this machine can reach the server; an unknown host is no reason. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /** Returns the key for TLS, made now if none was given. */
  Optional<TlsKeyStore> tls() {
    return httpsPort.map(asked -> keyStore.orElseGet(() -> TlsKeyStore.selfSigned(names())));
  }

  /** Listening on all addresses, a server knows not by which it is reached. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    if (!OwnHosts.isAll(host)) {
      names.add(host);
    }
    names.addAll(controlHosts);
    return names;
  }
}
