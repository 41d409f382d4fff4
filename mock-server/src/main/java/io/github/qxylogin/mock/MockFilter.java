package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Where WireMock hands every request over: the mock answers all of them itself. */
final class MockFilter implements StubRequestFilterV2 {
  private static final Reply CLOSED =
      Reply.problem(410, "Closed", "The sandbox that had this port is closed: open another.");

  private final Sandboxes sandboxes;

  MockFilter(Sandboxes sandboxes) {
    this.sandboxes = sandboxes;
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    Reply reply =
        sandboxes
            .at(request.getPort())
            .map(sandbox -> sandbox.answer(call(request)))
            .orElse(CLOSED);
    ResponseDefinitionBuilder response =
        ResponseDefinitionBuilder.responseDefinition()
            .withStatus(reply.status())
            .withBody(reply.body());
    reply.headers().forEach(response::withHeader);
    return RequestFilterAction.stopWith(response.build());
  }

  private static Call call(Request request) {
    byte[] body = request.getBody();
    String url = request.getUrl();
    int query = url.indexOf('?');
    return new Call(
        request.getMethod().getName(),
        query < 0 ? url : url.substring(0, query),
        query < 0 ? "" : url.substring(query + 1),
        name -> joined(request.header(name)),
        body == null ? new byte[0] : body);
  }

  private static String joined(HttpHeader header) {
    return header.isPresent() ? String.join(", ", header.values()) : null;
  }

  @Override
  public String getName() {
    return "qixiangyun-login";
  }
}
