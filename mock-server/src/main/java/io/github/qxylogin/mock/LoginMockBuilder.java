package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.http.InvalidValueException.check;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.control.ControlAccess;
import io.github.qxylogin.mock.control.ControlApi;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.rules.AppCredentials;
import io.github.qxylogin.mock.server.Cors;
import io.github.qxylogin.mock.server.MockHttpServer;
import io.github.qxylogin.mock.server.OwnHosts;
import io.github.qxylogin.mock.server.ServerLimits;
import io.github.qxylogin.mock.server.ServerOptions;
import io.github.qxylogin.mock.server.TlsKeyStore;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreProvider;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a mock. */
public final class LoginMockBuilder {
  private static final Pattern SENDABLE = Pattern.compile("\\s*[!-~]+\\s*");
  private static final int MAX_PORT = 65_535;

  private final ServerOptions server = new ServerOptions();
  private Contract contract = Contract.load();
  private String smsCode;
  private boolean randomSmsCodes;
  private final Map<String, String> smsCodes = new HashMap<>();
  private String controlToken;
  private AppCredentials credentials;
  private Clock clock = Clock.systemUTC();
  private boolean strict;
  private int journal = Journal.DEFAULT_SIZE;
  private Set<String> callbackHosts = Set.of();
  private SetupFile setup;
  private URI state;
  private String statePassword;

  LoginMockBuilder() {}

  /** Sets the contract; the jar contains the default. */
  public LoginMockBuilder contract(Contract contract) {
    this.contract = Objects.requireNonNull(contract, "contract");
    return this;
  }

  /**
   * Applies an OpenAPI Overlay, in YAML or JSON, to the contract that is set so far.
   *
   * @throws io.github.qxylogin.contract.document.ContractException naming the file, the target and
   *     the reason, if it cannot be applied
   * @throws IllegalArgumentException if the file cannot be read
   */
  public LoginMockBuilder overlay(Path file) {
    return contract(OverlayFile.applied(file, contract));
  }

  /**
   * Narrows the contract that is set so far to one of the vendor's modules. Other paths are then
   * unknown. A field that only the page of one module requires is required only in that module.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists those there
   *     are
   */
  public LoginMockBuilder module(String name) {
    List<String> modules = contract.modules();
    check(modules.contains(name), "start.module", name, String.join(", ", modules));
    return contract(contract.module(name));
  }

  /** Sets the address to listen on; 127.0.0.1 by default. */
  public LoginMockBuilder host(String host) {
    server.host = Objects.requireNonNull(host, "host");
    return this;
  }

  /**
   * Sets the port to listen on; 0, the default, picks a free one.
   *
   * @throws IllegalArgumentException if it is negative or above 65,535
   */
  public LoginMockBuilder port(int port) {
    server.port = checked("start.port", port);
    return this;
  }

  /**
   * Serves TLS too, on a port of its own; 0 picks a free one. Without {@link #keyStore}, it makes
   * itself a certificate for localhost, the address it listens on and the names of {@link
   * #controlHosts}.
   *
   * @throws IllegalArgumentException if the port is negative or above 65,535
   */
  public LoginMockBuilder httpsPort(int port) {
    server.httpsPort = Optional.of(checked("start.https-port", port));
    return this;
  }

  private static int checked(String name, int port) {
    check(port >= 0 && port <= MAX_PORT, name, MAX_PORT, port);
    return port;
  }

  /**
   * Sets the certificate for TLS: that of the first private key in a PKCS #12 or JKS file. Needs
   * {@link #httpsPort}. {@code keytool}, {@code mkcert -pkcs12} and {@code openssl pkcs12 -export}
   * write such files.
   *
   * @throws IllegalArgumentException if the file is missing or broken, or the password is wrong
   */
  public LoginMockBuilder keyStore(Path file, String password) {
    server.keyStore = Optional.of(TlsKeyStore.of(file, password));
    return this;
  }

  /**
   * Sets the origins that may call the API from a browser, such as {@code https://app.example}:
   * {@code *} for all, without cookies; nothing for none. By default those of this machine. The
   * control API always accepts its own pages alone.
   *
   * @throws IllegalArgumentException if one is no origin
   */
  public LoginMockBuilder corsOrigins(String... origins) {
    server.cors = Cors.of(List.of(origins));
    return this;
  }

  /**
   * Sets more host names that the control API accepts besides localhost and the host, such as the
   * name of a container.
   *
   * @throws IllegalArgumentException if one has a scheme or a port
   */
  public LoginMockBuilder controlHosts(String... names) {
    server.controlHosts = OwnHosts.checked(List.of(names));
    return this;
  }

  /**
   * Sets the directory of WireMock's stubs for paths outside the contract. It contains {@code
   * mappings} and, for bodies in files, {@code __files}. WireMock writes its recordings there too.
   * A mapping that cannot be read makes {@link #start} fail.
   *
   * @throws IllegalArgumentException if there is no {@code mappings} in it
   */
  public LoginMockBuilder mappings(Path directory) {
    check(Files.isDirectory(directory.resolve("mappings")), "start.no-mappings", directory);
    server.mappings = Optional.of(directory);
    return this;
  }

  /**
   * Sets the server that receives, by the same path, the requests that neither the mock nor a stub
   * matches; by default none. Requests for operations of the contract are never forwarded, in any
   * spelling of the path.
   *
   * @throws IllegalArgumentException if it is no http or https address
   */
  public LoginMockBuilder proxy(String url) {
    check(url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?"), "start.proxy", url);
    server.proxy = Optional.of(url);
    return this;
  }

  /**
   * Turns WireMock's own {@code /__admin} on, guarded like the control API: stubs for the paths
   * that are not the mock's, and recording. Off by default. WireMock's journal is not masked.
   * {@code DELETE /__admin/mappings} also deletes the files of {@link #mappings}; {@code
   * /__admin/shutdown} is rejected. Without {@link #mappings}, recorded stubs are only in memory.
   */
  public LoginMockBuilder admin(boolean on) {
    server.admin = on;
    return this;
  }

  /**
   * Turns off WireMock's request journal, which makes stubs faster: {@link LoginMock#wireMock()}
   * has nothing to verify then. The mock's own journal stays.
   */
  public LoginMockBuilder disableRequestJournal() {
    server.requestJournal = false;
    return this;
  }

  /**
   * Sets the code of every SMS; by default the one of the contract's example.
   *
   * @throws IllegalArgumentException if it is blank: no task could ever be redeemed
   */
  public LoginMockBuilder smsCode(String smsCode) {
    check(!smsCode.isBlank(), "start.sms-code");
    this.smsCode = smsCode;
    return this;
  }

  /** Draws a code for each SMS, as long as the usual one; {@code /__mock/sms} returns it. */
  public LoginMockBuilder randomSmsCodes() {
    randomSmsCodes = true;
    return this;
  }

  /**
   * Sets the code of every SMS to one mobile number.
   *
   * @throws IllegalArgumentException if one of both is blank
   */
  public LoginMockBuilder smsCode(String mobile, String smsCode) {
    check(!mobile.isBlank() && !smsCode.isBlank(), "start.sms-code-of");
    smsCodes.put(mobile, smsCode);
    return this;
  }

  /**
   * Sets the token that calls of the control API must have, without blanks around it. By default
   * none on this machine. A mock that others can reach generates one, which {@link
   * LoginMock#controlToken()} returns.
   *
   * @throws IllegalArgumentException if it is blank, or no header can have it
   */
  public LoginMockBuilder controlToken(@Nullable String controlToken) {
    check(controlToken == null || SENDABLE.matcher(controlToken).matches(), "start.control-token");
    this.controlToken = controlToken == null ? null : controlToken.strip();
    return this;
  }

  /**
   * Makes calls need a token, a date and a signature of this application. By default none is
   * needed, so that the documented requests work unchanged.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public LoginMockBuilder credentials(String appKey, String appSecret) {
    check(!appKey.isBlank() && !appSecret.isBlank(), "start.credentials");
    credentials = new AppCredentials(appKey, appSecret);
    return this;
  }

  /**
   * Rejects each call that would get a warning, with HTTP 422 and a problem that names each field;
   * the call has no effect. Off by default, since the platform may accept such a call. Comes before
   * {@code Prefer} and stubbed outcomes, and lets documented requests pass. Does not check fields
   * inside of objects.
   */
  public LoginMockBuilder strict(boolean on) {
    strict = on;
    return this;
  }

  /**
   * Sets the clock that the mock's own is ahead of; the system's by default. Has no effect with a
   * store that several mocks share: they go by the store's clock.
   */
  public LoginMockBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Sets how many calls the journal keeps, the newest of them; 1,000 by default, 0 for none. A call
   * takes some 3 KiB, and 40 KiB at most.
   *
   * @throws IllegalArgumentException if it is negative or above 10,000
   */
  public LoginMockBuilder journal(int calls) {
    check(calls >= 0 && calls <= Journal.MAX_ENTRIES, "start.journal", Journal.MAX_ENTRIES, calls);
    journal = calls;
    return this;
  }

  /**
   * Sets the names of other hosts than this machine that callbacks may be made to, such as the name
   * of a container. By default none.
   *
   * @throws IllegalArgumentException if one has a scheme or a port
   */
  public LoginMockBuilder callbackHosts(String... names) {
    callbackHosts =
        OwnHosts.checked(List.of(names)).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    return this;
  }

  /**
   * Sets outcomes, faults, scenes, callbacks and the clock by a file when the mock starts, as
   * {@code GET /__mock/setup} returns them. Each sandbox begins with them too; a reset forgets
   * them.
   *
   * @throws IllegalArgumentException if the file cannot be read, or is no JSON object
   */
  public LoginMockBuilder setup(Path file) {
    setup = SetupFile.of(file);
    return this;
  }

  /**
   * Keeps what the mock remembers in a store that other mocks share, so that they are as one, such
   * as {@code redis://HOST:6379}; in memory by default. Sandboxes stay in memory.
   *
   * @param address may have a password in it, which no message shows
   */
  public LoginMockBuilder state(URI address) {
    return state(address, null);
  }

  /**
   * Keeps what the mock remembers in a store, as {@link #state(URI)} does.
   *
   * @param password is used in place of one in the address; null for none
   */
  public LoginMockBuilder state(URI address, @Nullable String password) {
    state = Objects.requireNonNull(address, "address");
    statePassword = password;
    return this;
  }

  /** Returns whether a port or a store of the state was set, which sandboxes do not use. */
  public boolean isForNoSandbox() {
    return server.port != 0 || server.httpsPort.isPresent() || state != null;
  }

  LoginMockBuilder limits(ServerLimits limits) {
    server.limits = limits;
    return this;
  }

  /**
   * Starts the mock.
   *
   * @throws IllegalStateException if a key store has no port for TLS, the address is in use or
   *     cannot be listened on, no certificate can be made, or the state store cannot be reached
   * @throws IllegalArgumentException if nothing on the class path opens such a store, or something
   *     in the setup is wrong
   */
  public LoginMock start() {
    if (server.keyStore.isPresent() && server.httpsPort.isEmpty()) {
      throw new IllegalStateException(
          "a key store is for TLS: call httpsPort(…) too, 0 for a free port");
    }
    MockSettings settings = settings();
    Store store = store();
    try {
      MockState remembered = settings.state(ContractIndexes.of(contract), store);
      Sandboxes sandboxes = new Sandboxes(settings, remembered);
      // Before the server, which makes a key for TLS.
      store.connect();
      settings.begin(remembered);
      MockHttpServer running =
          new MockHttpServer(
              server,
              sandboxes,
              ControlApi.PREFIX,
              ControlApi.HEALTH_PATH,
              new ControlAccess(settings.controlToken())::allows,
              System.err);
      sandboxes.servedBy(running);
      running.start();
      return new LoginMock(running, sandboxes, Optional.empty());
    } catch (RuntimeException cannotStart) {
      store.close();
      throw cannotStart;
    }
  }

  private Store store() {
    if (state == null) {
      return Store.inMemory();
    }
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
      if (provider.opens(state)) {
        return provider.open(state, Optional.ofNullable(statePassword), contract);
      }
    }
    throw InvalidValueException.of("start.no-store", state.getScheme());
  }

  private MockSettings settings() {
    return new MockSettings(
        new SmsCodes(
            smsCode == null ? SmsCodes.documented(contract) : smsCode,
            randomSmsCodes,
            Map.copyOf(smsCodes)),
        token(),
        Optional.ofNullable(credentials),
        clock,
        strict,
        journal,
        callbackHosts,
        Optional.ofNullable(setup));
  }

  /** Returns the token as set, or made up where others could do to the mock what they like. */
  Optional<String> token() {
    return controlToken == null && !OwnHosts.isLoopback(server.host)
        ? Optional.of(UUID.randomUUID().toString())
        : Optional.ofNullable(controlToken);
  }
}
