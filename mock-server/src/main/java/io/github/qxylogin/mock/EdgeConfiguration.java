package io.github.qxylogin.mock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;

/** WireMock as fast as it gets, and silent, when a filter gives every answer. */
final class EdgeConfiguration {

  private static final int CONTAINER_THREADS = 64;
  private static final int DELAYED_ANSWER_THREADS = 2;

  // Java's 50 are fewer than a test run opens at once; who is not among them waits for a second.
  private static final int WAITING_CONNECTIONS = 1024;

  private EdgeConfiguration() {}

  /**
   * Returns the configuration for plain HTTP; the edge adds TLS.
   *
   * @param port the port, or 0 for any free one
   */
  static WireMockConfiguration of(
      String bindAddress,
      int port,
      EdgeLimits limits,
      HttpServerFactory server,
      StubRequestFilterV2 filter,
      Notifier notifier) {
    return wireMockConfig()
        .bindAddress(bindAddress)
        .port(port)
        .httpServerFactory(
            (options, admin, stubs) ->
                server.buildHttpServer(options, admin, new DirectAnswers(filter, stubs)))
        .notifier(notifier)
        .containerThreads(CONTAINER_THREADS)
        .asynchronousResponseEnabled(true)
        .asynchronousResponseThreads(DELAYED_ANSWER_THREADS)
        .jettyAcceptors(1)
        .jettyAcceptQueueSize(WAITING_CONNECTIONS)
        .jettyHeaderRequestSize(limits.headerBytes())
        .jettyIdleTimeout(limits.idleTime().toMillis())
        // The edge waits for running answers itself; Jetty would wait for idle connections too.
        .jettyStopTimeout(0L)
        .http2PlainDisabled(true)
        .http2TlsDisabled(true)
        .disableRequestJournal()
        .gzipDisabled(true)
        .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
        .stubRequestLoggingDisabled(true)
        .templatingEnabled(false)
        .mappingSource(new NoMappings())
        .fileSource(new NoFiles())
        .disableOptimizeXmlFactoriesLoading(true)
        // Spares two Apache clients and their TLS contexts, made at start for proxying.
        .httpClientFactory(
            (options, trustAll, trusted, system) ->
                request -> {
                  throw new UnsupportedOperationException("The mock server calls nobody.");
                });
  }
}
