package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Responds {@code good}, and records the requests; {@code /fail} throws. */
final class RecordingBackend implements Backend {

  private final BlockingQueue<MockRequest> calls = new LinkedBlockingQueue<>();

  @Override
  public boolean owns(String method, String path) {
    return !path.matches("/(unowned|__admin|__files).*");
  }

  @Override
  public MockResponse respond(int port, MockRequest call) {
    // A request has its headers only while it is handled.
    String token = call.headerOrEmpty("access_token");
    calls.add(
        new MockRequest(
            call.method(), call.path(), call.query(), name -> token, call.body().bytes()));
    if (call.path().equals("/fail")) {
      throw new IllegalStateException("secret-of-the-backend");
    }
    return HoldingBackend.GOOD;
  }

  MockRequest last() {
    return calls.stream().reduce((earlier, later) -> later).orElseThrow();
  }

  void forget() {
    calls.clear();
  }

  boolean wasAsked() {
    return !calls.isEmpty();
  }
}
