package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Where WireMock hands every request over: the mock answers all of them itself. */
final class MockFilter implements StubRequestFilterV2 {
  private static final Reply CLOSED =
      Reply.problem(410, "Closed", "The sandbox that had this port is closed: open another.");

  private final Sandboxes sandboxes;
  private final OwnHosts hosts;

  MockFilter(Sandboxes sandboxes, OwnHosts hosts) {
    this.sandboxes = sandboxes;
    this.hosts = hosts;
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
    if (!reply.disturbance().equals(Disturbance.NONE)) {
      disturb(response, reply.disturbance());
    }
    return RequestFilterAction.stopWith(response.build());
  }

  private static void disturb(ResponseDefinitionBuilder response, Disturbance disturbance) {
    response.withFixedDelay((int) disturbance.delay().toMillis());
    disturbance
        .loss()
        .ifPresent(
            loss ->
                response.withFault(
                    switch (loss) {
                      case CONNECTION_RESET -> Fault.CONNECTION_RESET_BY_PEER;
                      case EMPTY_ANSWER -> Fault.EMPTY_RESPONSE;
                    }));
  }

  private Call call(Request request) {
    byte[] body = request.getBody();
    String url = request.getUrl();
    int query = url.indexOf('?');
    return new Call(
        request.getMethod().getName(),
        query < 0 ? url : url.substring(0, query),
        query < 0 ? "" : url.substring(query + 1),
        name -> joined(request.header(name)),
        body == null ? new byte[0] : body,
        () -> origin(request));
  }

  private String origin(Request request) {
    return hosts
        .authority(request.getHeader("Host"))
        .map(authority -> request.getScheme() + "://" + authority)
        .orElse("");
  }

  private static String joined(HttpHeader header) {
    return header.isPresent() ? String.join(Call.BETWEEN_VALUES, header.values()) : null;
  }

  @Override
  public String getName() {
    return "qixiangyun-login";
  }
}
