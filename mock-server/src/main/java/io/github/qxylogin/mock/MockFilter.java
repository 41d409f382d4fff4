package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Where WireMock hands every request over: the mock answers all of them itself. */
final class MockFilter implements StubRequestFilterV2 {
  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;

  MockFilter(ControlCalls control, ContractDocuments documents, OperationCalls operations) {
    this.control = control;
    this.documents = documents;
    this.operations = operations;
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    Reply reply = reply(call(request));
    ResponseDefinitionBuilder response =
        ResponseDefinitionBuilder.responseDefinition()
            .withStatus(reply.status())
            .withBody(reply.body());
    reply.headers().forEach(response::withHeader);
    return RequestFilterAction.stopWith(response.build());
  }

  private Reply reply(Call call) {
    return ControlCalls.owns(call.path())
        ? control.answer(call)
        : documents.answer(call).orElseGet(() -> operations.answer(call));
  }

  private static Call call(Request request) {
    byte[] body = request.getBody();
    return new Call(
        request.getMethod().getName(),
        request.getUrl().split("\\?", 2)[0],
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
