package io.github.qxylogin.mock.testing;

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
public final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;

  public Http(String url) {
    this.url = url;
  }

  /** A response, with its body as JSON if it is JSON. */
  public record Response(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String caseName() {
      return header("X-Mock-Case");
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return parse(response.body());
    }

    public String code() {
      return json().path("code").asText();
    }

    public String message() {
      return json().path("message").asText();
    }

    public String at(String pointer) {
      return json().at(pointer).asText();
    }
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no JSON: " + json, malformed);
    }
  }

  public Response post(String path, Object body, String... headers) {
    return call("POST", path, body instanceof JsonNode ? body.toString() : json(body), headers);
  }

  public Response get(String path, String... headers) {
    return call("GET", path, "", headers);
  }

  public Response call(String method, String path, String body, String... headers) {
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
      return new Response(
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path + " got no response", failed);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  public static String json(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException unwritable) {
      throw new AssertionError(unwritable);
    }
  }
}
