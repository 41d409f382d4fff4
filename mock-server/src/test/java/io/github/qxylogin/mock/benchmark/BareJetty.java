package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;

/** WireMock's Jetty without WireMock, one handler with one response: the limit of the engine. */
final class BareJetty extends AbstractHandler {
  private final byte[] body = Traffic.seed().response().toString().getBytes(StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    Server server = new Server(new QueuedThreadPool(64));
    ServerConnector connector = new ServerConnector(server, 1, -1);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(args[0]));
    server.addConnector(connector);
    server.setHandler(new BareJetty());
    server.start();
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getInputStream().readAllBytes();
    base.setHandled(true);
    response.setContentType(Traffic.JSON);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
