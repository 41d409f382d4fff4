package io.github.qxylogin.mock.benchmark;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.qxylogin.contract.Operation;
import java.util.List;

/**
 * A stock WireMock as fast as its options make it: a stub for each call of a login, which no body
 * has to match. It remembers nothing.
 */
final class TunedWireMock {
  private TunedWireMock() {}

  public static void main(String[] args) {
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .containerThreads(Integer.parseInt(args[1]))
                .disableRequestJournal()
                .gzipDisabled(true)
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                .stubRequestLoggingDisabled(true)
                .templatingEnabled(false));
    server.start();
    for (Operation operation : List.of(Traffic.sendOperation(), Traffic.seedOperation())) {
      server.stubFor(
          WireMock.post(WireMock.urlEqualTo(operation.path()))
              .willReturn(
                  WireMock.ok(operation.firstSuccess().response().toString())
                      .withHeader("Content-Type", Traffic.JSON)));
    }
  }
}
