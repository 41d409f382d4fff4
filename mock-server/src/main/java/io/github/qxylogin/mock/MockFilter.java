package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.qxylogin.contract.Condition;

/** Where WireMock hands every request over: the mock answers all of them itself. */
final class MockFilter implements StubRequestFilterV2 {
  private static final System.Logger LOG = System.getLogger(MockFilter.class.getName());

  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;
  private final CatalogueAnswers failures;

  MockFilter(
      ControlCalls control,
      ContractDocuments documents,
      OperationCalls operations,
      CatalogueAnswers failures) {
    this.control = control;
    this.documents = documents;
    this.operations = operations;
    this.failures = failures;
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
    try {
      return ControlCalls.owns(call.path())
          ? control.answer(call)
          : documents.answer(call).orElseGet(() -> operations.answer(call));
    } catch (RuntimeException failed) {
      LOG.log(System.Logger.Level.ERROR, "The mock failed at " + call.path(), failed);
      return Reply.of(failures.failure(500, Condition.SERVER_FAILED));
    }
  }

  private static Call call(Request request) {
    String[] url = request.getUrl().split("\\?", 2);
    byte[] body = request.getBody();
    return new Call(
        request.getMethod().getName(),
        url[0],
        url.length > 1 ? url[1] : "",
        request::getHeader,
        body == null ? new byte[0] : body);
  }

  @Override
  public String getName() {
    return "qixiangyun-login";
  }
}
