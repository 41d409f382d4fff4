package io.github.qxylogin.contracttests.mutations;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.mock.LoginMock;
import java.util.Map;
import java.util.TreeMap;

/** A mock server with a changed contract, which reports that it has the unchanged one. */
public final class MutatedMock implements AutoCloseable {
  private final LoginMock mock;
  private final FakeServer server;

  private MutatedMock(LoginMock mock, FakeServer server) {
    this.mock = mock;
    this.server = server;
  }

  public static MutatedMock start(Contract honest, Contract mutation) {
    LoginMock mock = LoginMock.builder().contract(mutation).start();
    HonestServer behind =
        new HonestServer(
            mock,
            (operation, body, fault) -> Map.of(),
            new Credentials("key", "secret"),
            honest.securityHeaders());
    String document = honest.published().toString();
    return new MutatedMock(
        mock,
        FakeServer.returning(
            request ->
                request.path().equals("/openapi.json")
                    ? CannedResponse.json(document)
                    : response(behind, request)));
  }

  private static CannedResponse response(HonestServer behind, Request request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    headers.keySet().removeAll(MutatingProxy.OF_THE_CONNECTION);
    ProxiedResponse response =
        behind.response(request.method(), request.path(), headers, request.body().getBytes(UTF_8));
    return CannedResponse.of(
            response.status(),
            response.headers().getOrDefault("Content-Type", ""),
            new String(response.body(), UTF_8))
        .ofAMock();
  }

  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    mock.close();
  }
}
