package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import java.util.Set;

/**
 * Builds a WireMock server that refuses, before WireMock reads it, what WireMock cannot take.
 *
 * @param guardedPaths the paths, such as {@code /__mock}, at and below which Host and Origin must
 *     be ours
 * @param adminEnabled whether WireMock's own {@code /__admin} is there; if not, the path is like
 *     any other
 */
record Edge(EdgeLimits limits, Set<String> guardedPaths, boolean adminEnabled, EdgeAnswers answers)
    implements HttpServerFactory {

  @Override
  public HttpServer buildHttpServer(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    return new EdgeServer(this, options, admin, stubs);
  }
}
