package io.github.qxylogin.mock.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;

/**
 * Proxies what no stub matches; it is no stub, and so it is neither reset nor saved with them.
 *
 * @param server the address of the other server
 * @param backend has the paths that are never sent on
 */
record UnmatchedProxy(String server, Backend backend) implements ResponseDefinitionTransformerV2 {
  @Override
  public String getName() {
    return "proxy";
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    ResponseDefinition stubbed = event.getResponseDefinition();
    return stubbed.wasConfigured() || isOurs(event.getRequest())
        ? stubbed
        : aResponse().proxiedFrom(server).build();
  }

  /** The address may have a path, which together with the request's can be an operation's. */
  private boolean isOurs(LoggedRequest request) {
    String path = URI.create(server).getRawPath() + request.getUrl().split("[?]", 2)[0];
    return backend.owns(request.getMethod().getName(), NormalizedPath.of(path));
  }
}
