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
 * A platform that answers in every bad way and quotes what it should not: each secret of the
 * request, the application's, and a password that it has decrypted.
 */
final class CanaryAnswers {
  static final String APP_SECRET = Secrets.canary("AppSecret");

  private static final ObjectMapper JSON = Json.mapper();

  private static final Map<String, Function<String, MockResponse>> ANSWERS = answers();

  static final Set<String> NAMES = ANSWERS.keySet();

  private CanaryAnswers() {}

  private static Map<String, Function<String, MockResponse>> answers() {
    Map<String, Function<String, MockResponse>> answers = new LinkedHashMap<>();
    for (String code :
        new String[] {"4038", "8001", "5000", "505002", "505018", "40101", "PARAMETER_ERROR"}) {
      answers.put("refusal " + code, quoted -> json(refusal(code, "r1", quoted)));
    }
    answers.put("quoting code and reqId", quoted -> json(refusal("5" + quoted, quoted, quoted)));
    answers.put(
        "escaped refusal",
        quoted -> json(refusal("4038", "r1", "@").replace("\"@\"", '"' + escaped(quoted) + '"')));
    answers.put(
        "without a code", quoted -> json("{\"success\":true,\"message\":" + text(quoted) + "}"));
    answers.put("no data", quoted -> json(success(quoted, "null")));
    answers.put("unreadable data", quoted -> json(success(quoted, "[[" + text(quoted) + "]]")));
    answers.put("text for data", quoted -> json(success(quoted, text(quoted))));
    answers.put(
        "unknown members",
        quoted -> json(success(quoted, "{" + text(quoted) + ":{" + text(quoted) + ":1}}")));
    answers.put(
        "truncated JSON",
        quoted -> json("{\"code\":\"2000\",\"data\":{\"taskId\":" + text(quoted)));
    answers.put("no JSON", CanaryAnswers::json);
    answers.put("HTML 502", quoted -> html(502, quoted));
    answers.put("HTML 200", quoted -> html(200, quoted));
    answers.put(
        "other Content-Type", quoted -> html(502, "").setHeader("Content-Type", "text/" + quoted));
    answers.put(
        "Content-Type of a success",
        quoted -> html(200, "").setHeader("Content-Type", "text/" + quoted));
    answers.put("redirect", quoted -> html(307, quoted).setHeader("Location", "/" + quoted));
    answers.put("reason phrase", quoted -> html(502, "").setStatus("HTTP/1.1 502 " + quoted));
    answers.put("garbage status line", quoted -> html(200, "").setStatus("GARBAGE " + quoted));
    answers.put("garbage status code", quoted -> html(200, "").setStatus("HTTP/1.1 " + quoted));
    answers.put(
        "garbage chunks",
        quoted ->
            html(200, quoted + "\r\n")
                .removeHeader("Content-Length")
                .setHeader("Transfer-Encoding", "chunked"));
    answers.put("wrong packing", quoted -> html(200, quoted).setHeader("Content-Encoding", "gzip"));
    answers.put(
        "closed connection",
        quoted -> html(200, quoted).setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    answers.put(
        "closed in the body",
        quoted ->
            html(200, quoted)
                .setHeader("Content-Length", 100_000)
                .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));
    answers.put(
        "wrong secret", quoted -> json(success("", "{\"error_msg\":" + text(quoted) + "}")));
    return answers;
  }

  static MockResponse answer(String name, RecordedRequest request) {
    Set<String> secrets = secrets(request);
    return ANSWERS
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

  private static String refusal(String code, String reqId, String message) {
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
