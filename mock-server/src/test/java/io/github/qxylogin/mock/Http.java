package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls a mock over a real socket. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;

  Http(String url) {
    this.url = url;
  }

  /** An answer, its body read as JSON where it is. */
  record Answered(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String caseName() {
      return header("X-Mock-Case");
    }

    String text() {
      return response.body();
    }

    JsonNode json() {
      return parse(response.body());
    }

    String code() {
      return json().path("code").asText();
    }

    String message() {
      return json().path("message").asText();
    }

    String at(String pointer) {
      return json().at(pointer).asText();
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no JSON: " + json, malformed);
    }
  }

  Answered post(String path, Object body, String... headers) {
    return call("POST", path, body instanceof JsonNode ? body.toString() : json(body), headers);
  }

  Answered get(String path, String... headers) {
    return call("GET", path, "", headers);
  }

  Answered call(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!String.join(" ", headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return new Answered(
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path + " got no answer", failed);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  static String json(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException unwritable) {
      throw new AssertionError(unwritable);
    }
  }
}
