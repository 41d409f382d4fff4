package io.github.qxylogin.contracttests.testing;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.wire.Response;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Returns the responses of a mock server with authentication, but hides that it is a mock: the
 * suite takes it for a real target.
 */
public final class LookalikeServer implements AutoCloseable {
  private static final Contract CONTRACT = Contract.load();

  private final LoginMock mock;
  private final Caller caller;
  private final FakeServer server;

  public LookalikeServer() {
    this(CONTRACT);
  }

  public LookalikeServer(Contract contract) {
    mock =
        LoginMock.builder()
            .contract(contract)
            .credentials(CREDENTIALS.get(Variables.APP_KEY), CREDENTIALS.get(Variables.APP_SECRET))
            .journal(5_000)
            .start();
    caller = new Caller(mock.url());
    server = FakeServer.returning(this::response);
  }

  /** Returns the response to a call that did not come by its own address. */
  public CannedResponse response(Request request) {
    if (request.path().startsWith("/__mock")) {
      return CannedResponse.of(404, "text/html", "<html>no such page</html>");
    }
    Response response =
        caller.send(
            request.method(), request.path(), passedOn(request), request.body().getBytes(UTF_8));
    return CannedResponse.of(response.status(), response.contentType(), response.body().toString());
  }

  private static Map<String, String> passedOn(Request request) {
    SecurityHeaders names = CONTRACT.securityHeaders();
    Map<String, String> headers = new HashMap<>();
    for (String name : List.of(names.token(), names.date(), names.signature(), "Prefer")) {
      if (request.headers().containsKey(name)) {
        headers.put(name, request.headers().get(name));
      }
    }
    return headers;
  }

  public String url() {
    return server.url();
  }

  /** Returns the calls that came. */
  public List<Request> calls() {
    return server.requests();
  }

  /** Returns its journal of them. */
  public List<RecordedCall> journal() {
    return mock.calls();
  }

  @Override
  public void close() {
    server.close();
    mock.close();
  }
}
