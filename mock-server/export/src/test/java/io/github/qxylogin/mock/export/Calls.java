package io.github.qxylogin.mock.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls a server over a real socket. */
final class Calls {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Calls() {}

  static HttpResponse<String> post(String url, Object body, String name, String value) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header(name, value)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new AssertionError("no JSON: " + text, malformed);
    }
  }
}
