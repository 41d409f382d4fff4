package io.github.qxylogin.mock.mcp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls a mock by HTTP. */
final class MockClient {
  /** Above a wait for an SMS, which is a minute at most. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final HttpRequest.Builder template;
  private final Optional<String> controlToken;
  private final Texts texts;

  /**
   * @throws IllegalArgumentException if the address is none of HTTP
   */
  MockClient(URI address, Optional<String> controlToken, Texts texts) {
    base = address.toString().replaceAll("/+$", "");
    this.controlToken = controlToken;
    this.texts = texts;
    template =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Accept-Language", texts.language().name())
            .header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    return template.copy().uri(URI.create(base + path));
  }

  /**
   * Returns the body of a control call's response.
   *
   * @throws IllegalStateException with the mock's error text if the mock rejected the call
   */
  String control(String method, String path, String body) {
    HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
    controlToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<String> response = send(request);
    if (response.headers().firstValue("Content-Type").orElse("").contains("problem+json")) {
      throw new IllegalStateException(response.body());
    }
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(texts.message("no-mock-there", base, response.statusCode()));
    }
    return response.body();
  }

  /** Calls the API, which gets no control token. */
  HttpResponse<String> api(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(texts.message("no-response", base, failed));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped.toString());
    }
  }
}
