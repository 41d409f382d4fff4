package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StopAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sends a filter's answers without the rest of WireMock's work for a stub: an event with copies of
 * request and response, the search, the rendering. Together they cost more than the answer.
 */
final class DirectAnswers extends StubRequestHandler {
  private static final Set<String> PLAIN =
      Set.of(
          "application/json", "application/json;charset=utf-8", "application/json; charset=utf-8");

  private final StubRequestFilterV2 filter;
  private final StubRequestHandler stubs;

  /**
   * @param stubs gets what the filter does not answer
   */
  DirectAnswers(StubRequestFilterV2 filter, StubRequestHandler stubs) {
    // Nothing of this is used: all that needs it is handed on.
    super(null, null, null, Map.of(), Map.of(), null, List.of(), List.of(), true, null, null);
    this.filter = filter;
    this.stubs = stubs;
  }

  @Override
  public void handle(Request request, HttpResponder responder, ServeEvent original) {
    if (!isPlain(request)) {
      // Takes the request to pieces, as WireMock does for its event: query, parts, cookies. What
      // cannot be read is refused here, before the mock has acted on it.
      LoggedRequest.createFrom(request);
    }
    RequestFilterAction action = filter.filter(request, original);
    if (action instanceof StopAction answer) {
      responder.respond(AnsweredRequest.ANY, response(answer.getResponseDefinition()), Map.of());
    } else {
      stubs.handle(request, responder, original);
    }
  }

  private static boolean isPlain(Request request) {
    String type = request.getHeader("Content-Type");
    return type != null
        && PLAIN.contains(type.toLowerCase(Locale.ROOT))
        && request.getUrl().indexOf('?') < 0;
  }

  private static Response response(ResponseDefinition answer) {
    return Response.response()
        .status(answer.getStatus())
        .headers(answer.getHeaders())
        .body(answer.getByteBody())
        .fault(answer.getFault())
        .configureDelay(null, null, answer.getFixedDelayMilliseconds(), null)
        .build();
  }
}
