package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers everything with {@code good}, and keeps what it was asked; {@code /fail} throws. */
final class RecordingFilter implements StubRequestFilterV2 {

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  @Override
  public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
    requests.add(LoggedRequest.createFrom(request));
    if (request.getUrl().equals("/fail")) {
      throw new IllegalStateException("secret-of-the-filter");
    }
    return RequestFilterAction.stopWith(
        ResponseDefinitionBuilder.responseDefinition().withStatus(200).withBody("good").build());
  }

  Request last() {
    return requests.stream().reduce((earlier, later) -> later).orElseThrow();
  }

  void forget() {
    requests.clear();
  }

  boolean wasAsked() {
    return !requests.isEmpty();
  }

  @Override
  public String getName() {
    return "recording-filter";
  }
}
