package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.FakeServer.Request;
import io.github.qxylogin.contracttests.FakeServer.Response;
import io.github.qxylogin.mock.LoginMock;
import java.util.List;
import java.util.Map;

/** Answers as the mock server does, but hides that it is one: to the suite a real target. */
final class LookalikeServer implements AutoCloseable {
  private final LoginMock mock = LoginMock.start();
  private final Caller caller = new Caller(mock.url());
  private final FakeServer server = FakeServer.answering(this::answer);

  private Response answer(Request request) {
    if (request.path().startsWith("/__mock")) {
      return Response.of(404, "text/html", "<html>no such page</html>");
    }
    Answer answer =
        caller.send(request.method(), request.path(), Map.of(), request.body().getBytes(UTF_8));
    return Response.of(answer.status(), answer.contentType(), answer.body().toString());
  }

  String url() {
    return server.url();
  }

  /** Returns the calls of the API that came. */
  List<Request> calls() {
    return server.requests().stream().filter(r -> !r.path().startsWith("/__mock")).toList();
  }

  @Override
  public void close() {
    server.close();
    mock.close();
  }
}
