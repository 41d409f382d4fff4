package io.github.qxylogin.mock.server;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.junit.Stubbing;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import io.github.qxylogin.mock.http.InvalidValueException;
import java.io.PrintStream;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import wiremock.org.eclipse.jetty.util.HostPort;

/** The mock's HTTP server: WireMock behind our request handler. */
public final class MockHttpServer {
  // A client holds one at most for the time of its body; a delayed response holds none.
  private static final int CONTAINER_THREADS = 256;
  private static final int DELAYED_RESPONSE_THREADS = 2;

  // A test run opens more at once than Java's 50; the others would wait for a second.
  private static final int WAITING_CONNECTIONS = 1024;

  /** How many requests WireMock keeps for verification and recording; it counts them one by one. */
  private static final int STUBBED_REQUESTS = 100;

  private final String host;
  private final Optional<TlsKeyStore> tls;
  private final WireMockServer wireMock;
  private JettyServer server;

  /**
   * Creates a server, not yet started.
   *
   * @param control the path of the control API
   * @param health the path below it that accepts any Host
   * @param token whether a header Authorization has the control token
   * @param errors the output of errors
   */
  public MockHttpServer(
      ServerOptions options,
      Backend backend,
      String control,
      String health,
      Predicate<String> token,
      PrintStream errors) {
    Notifier log = new ErrorLog(errors);
    host = HostPort.normalizeHost(options.host);
    OwnHosts hosts = OwnHosts.of(options.host, options.controlHosts);
    tls =
        options.httpsPort.map(
            asked -> options.keyStore.orElseGet(() -> TlsKeyStore.selfSigned(hosts.names())));
    SameHostGuard guard = new SameHostGuard(control, health, hosts, options.admin ? token : null);
    ProblemWriter problems = new ProblemWriter(guard, log);
    RequestHandler handler = new RequestHandler(backend, options, guard, problems);
    WireMockConfiguration config =
        options(options, backend)
            .notifier(log)
            .httpServerFactory(
                // WireMock creates its server itself, and has no getter for it.
                (all, admin, stubs) ->
                    server = new JettyServer(handler, problems, options, all, admin, stubs));
    wireMock = server(config, options);
    tls.ifPresent(server::use);
  }

  private static WireMockServer server(WireMockConfiguration config, ServerOptions options) {
    try {
      return new WireMockServer(config);
    } catch (MappingFileException unreadable) {
      throw InvalidValueException.of(
          "start.mappings", options.mappings.orElseThrow(), unreadable.getMessage());
    }
  }

  /** WireMock as fast as it gets with all that stubs may use, and silent. */
  private static WireMockConfiguration options(ServerOptions options, Backend backend) {
    FileSource files =
        options
            .mappings
            .<FileSource>map(directory -> new SingleRootFileSource(directory.toFile()))
            .orElseGet(NoFiles::new);
    WireMockConfiguration config =
        wireMockConfig()
            .bindAddress(options.host)
            .port(options.port)
            .containerThreads(CONTAINER_THREADS)
            .asynchronousResponseEnabled(true)
            .asynchronousResponseThreads(DELAYED_RESPONSE_THREADS)
            .jettyAcceptors(1)
            .jettyAcceptQueueSize(WAITING_CONNECTIONS)
            .jettyHeaderRequestSize(ServerLimits.HEADER_BYTES)
            .jettyIdleTimeout(options.limits.idleTime().toMillis())
            // JettyServer waits for running responses; Jetty would wait once more.
            .jettyStopTimeout(0L)
            .http2PlainDisabled(true)
            .http2TlsDisabled(true)
            .maxRequestJournalEntries(STUBBED_REQUESTS)
            .gzipDisabled(true)
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
            .stubRequestLoggingDisabled(true)
            .notMatchedRendererFactory(all -> new NothingMatched())
            .fileSource(files)
            .disableOptimizeXmlFactoriesLoading(true)
            // Saves two Apache clients and their TLS contexts at the start.
            .httpClientFactory(
                (all, trusting, trusted, byProperties) ->
                    new LazyHttpClient(
                        () ->
                            new ApacheHttpClientFactory()
                                .buildHttpClient(all, trusting, trusted, byProperties)));
    if (!options.requestJournal) {
      config.disableRequestJournal();
    }
    options.proxy.ifPresent(url -> config.extensions(new UnmatchedProxy(url, backend)));
    options.httpsPort.ifPresent(config::httpsPort);
    return config;
  }

  /**
   * Starts listening.
   *
   * @throws IllegalStateException if a port is taken or the address cannot be listened on; nothing
   *     is left open
   */
  public void start() {
    try {
      server.open();
      wireMock.start();
    } catch (RuntimeException failed) {
      wireMock.stop();
      throw failed;
    }
  }

  /** Takes no more requests, lets the running ones end for a while, and stops. */
  public void stop() {
    wireMock.stop();
  }

  /** Returns WireMock, which serves all other paths. */
  public Stubbing stubs() {
    return wireMock;
  }

  /**
   * Takes one more free port.
   *
   * @throws IllegalStateException if the server has been stopped
   */
  public ExtraPort bindExtraPort() {
    return server.bindExtraPort();
  }

  public String url() {
    return url(server.port());
  }

  /** Returns the address at another port. */
  public String url(int port) {
    return "http://" + host + ":" + port;
  }

  /** Returns the address for TLS, if there is one. */
  public Optional<String> httpsUrl() {
    return tls.map(shown -> "https://" + host + ":" + server.httpsPort());
  }

  /** Returns the certificate for TLS, if there is one. */
  public Optional<X509Certificate> certificate() {
    return tls.map(TlsKeyStore::certificate);
  }

  /** Avoids the search for similar stubs and a log line: the mock handles unmatched requests. */
  private static final class NothingMatched extends NotMatchedRenderer {
    @Override
    protected ResponseDefinition render(Admin admin, ServeEvent event) {
      return ResponseDefinition.notConfigured();
    }
  }
}
