package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.client.internal.auth.RequestSigner;
import io.github.qxylogin.client.internal.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;

/**
 * A platform that returns every kind of bad response and quotes what it should not: each secret of
 * the request, the application's, and a password that it has decrypted.
 */
final class CanaryResponses {
  static final String APP_SECRET = Secrets.canary("AppSecret");

  private static final ObjectMapper JSON = Json.mapper();

  private static final Map<String, Function<String, MockResponse>> RESPONSES = responses();

  static final Set<String> NAMES = RESPONSES.keySet();

  private CanaryResponses() {}

  private static Map<String, Function<String, MockResponse>> responses() {
    Map<String, Function<String, MockResponse>> responses = new LinkedHashMap<>();
    for (String code :
        new String[] {"4038", "8001", "5000", "505002", "505018", "40101", "PARAMETER_ERROR"}) {
      responses.put("error " + code, quoted -> json(errorResponse(code, "r1", quoted)));
    }
    responses.put(
        "quoting code and reqId", quoted -> json(errorResponse("5" + quoted, quoted, quoted)));
    responses.put(
        "escaped error",
        quoted ->
            json(errorResponse("4038", "r1", "@").replace("\"@\"", '"' + escaped(quoted) + '"')));
    responses.put(
        "without a code", quoted -> json("{\"success\":true,\"message\":" + text(quoted) + "}"));
    responses.put("no data", quoted -> json(success(quoted, "null")));
    responses.put("unreadable data", quoted -> json(success(quoted, "[[" + text(quoted) + "]]")));
    responses.put("text for data", quoted -> json(success(quoted, text(quoted))));
    responses.put(
        "unknown members",
        quoted -> json(success(quoted, "{" + text(quoted) + ":{" + text(quoted) + ":1}}")));
    responses.put(
        "truncated JSON",
        quoted -> json("{\"code\":\"2000\",\"data\":{\"taskId\":" + text(quoted)));
    responses.put("no JSON", CanaryResponses::json);
    responses.put("HTML 502", quoted -> html(502, quoted));
    responses.put("HTML 200", quoted -> html(200, quoted));
    responses.put(
        "other Content-Type", quoted -> html(502, "").setHeader("Content-Type", "text/" + quoted));
    responses.put(
        "Content-Type of a success",
        quoted -> html(200, "").setHeader("Content-Type", "text/" + quoted));
    responses.put("redirect", quoted -> html(307, quoted).setHeader("Location", "/" + quoted));
    responses.put("reason phrase", quoted -> html(502, "").setStatus("HTTP/1.1 502 " + quoted));
    responses.put("garbage status line", quoted -> html(200, "").setStatus("GARBAGE " + quoted));
    responses.put("garbage status code", quoted -> html(200, "").setStatus("HTTP/1.1 " + quoted));
    responses.put(
        "garbage chunks",
        quoted ->
            html(200, quoted + "\r\n")
                .removeHeader("Content-Length")
                .setHeader("Transfer-Encoding", "chunked"));
    responses.put(
        "wrong packing", quoted -> html(200, quoted).setHeader("Content-Encoding", "gzip"));
    responses.put(
        "closed connection",
        quoted -> html(200, quoted).setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    responses.put(
        "closed in the body",
        quoted ->
            html(200, quoted)
                .setHeader("Content-Length", 100_000)
                .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));
    responses.put(
        "wrong secret", quoted -> json(success("", "{\"error_msg\":" + text(quoted) + "}")));
    return responses;
  }

  static MockResponse response(String name, RecordedRequest request) {
    Set<String> secrets = secrets(request);
    return RESPONSES
        .get(name)
        .apply(secrets.stream().flatMap(Secrets::quoted).collect(Collectors.joining(" ")));
  }

  static Set<String> secrets(RecordedRequest request) {
    Set<String> secrets = new LinkedHashSet<>();
    secrets.add(APP_SECRET);
    secrets.add(RequestSigner.md5(APP_SECRET.getBytes(UTF_8)));
    JsonNode body = body(request);
    for (String name : Secrets.NAMES) {
      secrets.addAll(request.getHeaders().values(name));
      String value = body.path(name).asText();
      if (!value.isEmpty()) {
        secrets.add(value);
      }
    }
    return secrets;
  }

  static JsonNode body(RecordedRequest request) {
    try {
      return JSON.readTree(request.getBody() == null ? "" : request.getBody().snapshot().utf8());
    } catch (IOException noJson) {
      throw new AssertionError(noJson);
    }
  }

  private static String errorResponse(String code, String reqId, String message) {
    return "{\"code\":%s,\"success\":true,\"reqId\":%s,\"message\":%s,\"data\":\"\"}"
        .formatted(text(code), text(reqId), text(message));
  }

  private static String success(String quoted, String data) {
    return "{\"code\":\"2000\",\"success\":true,\"reqId\":%s,\"message\":%1$s,\"data\":%s}"
        .formatted(text(quoted), data);
  }

  private static String text(String value) {
    return TextNode.valueOf(value).toString();
  }

  private static String escaped(String value) {
    return value.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
  }

  private static MockResponse json(String body) {
    return FakePlatform.json(body);
  }

  private static MockResponse html(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "text/html")
        .setBody(new Buffer().writeUtf8(body));
  }
}
