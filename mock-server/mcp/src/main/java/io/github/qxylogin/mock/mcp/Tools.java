package io.github.qxylogin.mock.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.mcp.ControlDocument.Operation;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tools: operations of the control API by their own names, and two for the API itself. */
final class Tools {
  /** More than a conversation can hold. */
  private static final int LONGEST = 60_000;

  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final List<String> EXPLAINING =
      List.of("X-Mock-Case", "X-Mock-Rule", "X-Mock-Why", "X-Mock-Warning", "X-Mock-Fault");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode own = Texts.read("tools.yaml");
  private final MockClient mock;
  private final Texts texts;

  Tools(MockClient mock, Texts texts) {
    this.mock = mock;
    this.texts = texts;
  }

  SyncToolSpecification[] all() {
    ControlDocument document = new ControlDocument(own, texts);
    ControlDocument control = new ControlDocument(Texts.read("control.yaml"), texts);
    Stream<SyncToolSpecification> operations =
        StreamSupport.stream(own.path("control").spliterator(), false)
            .map(id -> control.operation(id.asText()))
            .map(operation -> tool(operation, input -> control(operation, input)));
    return Stream.concat(
            Stream.of(
                tool(document.operation("operations"), input -> operations()),
                tool(document.operation("call"), this::call)),
            operations)
        .toArray(SyncToolSpecification[]::new);
  }

  private SyncToolSpecification tool(Operation operation, Function<ObjectNode, String> handler) {
    Tool tool =
        Tool.builder(operation.id(), McpJsonDefaults.getMapper(), operation.input().toString())
            .title(operation.summary())
            .description((operation.summary() + "\n\n" + operation.description()).strip())
            .annotations(ToolAnnotations.builder().readOnlyHint(operation.reads()).build())
            .build();
    return SyncToolSpecification.builder()
        .tool(tool)
        .callHandler((session, call) -> result(handler, call.arguments()))
        .build();
  }

  /** A client need not send arguments. */
  private CallToolResult result(
      Function<ObjectNode, String> handler, @Nullable Map<String, Object> arguments) {
    CallToolResult.Builder result = CallToolResult.builder();
    try {
      String text = handler.apply(MAPPER.valueToTree(arguments == null ? Map.of() : arguments));
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException(texts.message("too-long", text.length()));
      }
      return result.addTextContent(text).isError(false).build();
    } catch (IllegalArgumentException | IllegalStateException failed) {
      return result.addTextContent(failed.getMessage()).isError(true).build();
    }
  }

  /** Sends the input to the mock, which validates it. */
  private String control(Operation operation, ObjectNode input) {
    input.remove(ControlDocument.UNMASKING);
    Matcher parameter = PATH_PARAMETER.matcher(operation.path());
    String path = parameter.replaceAll(name -> encoded(taken(input, name.group(1))));
    if (!operation.reads()) {
      return mock.control(operation.method(), path, input.toString());
    }
    String query =
        input.properties().stream()
            .map(member -> member.getKey() + "=" + encoded(member.getValue().asText()))
            .collect(Collectors.joining("&"));
    return mock.control(operation.method(), query.isEmpty() ? path : path + "?" + query, "");
  }

  private String taken(ObjectNode input, String name) {
    JsonNode value = input.remove(name);
    if (value == null || value.asText().isBlank()) {
      throw new IllegalArgumentException(texts.message("missing", name));
    }
    return value.asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String operations() {
    String title = texts.language() == Texts.Language.zh ? "title" : "titleEn";
    StringBuilder list = new StringBuilder();
    for (JsonNode operation : json(mock.control("GET", "/__mock/cases", ""))) {
      String name = operation.path(title).asText(operation.path("title").asText());
      list.append(operation.path("operation").asText() + ": " + name + " ");
      list.append(
          operation.path("cases").valueStream().map(it -> it.path("name").asText()).toList()
              + "\n");
    }
    return list.toString();
  }

  private String call(ObjectNode input) {
    String operation = taken(input, "operation");
    String cases = mock.control("GET", "/__mock/cases?operation=" + encoded(operation), "");
    String path = json(cases).path(0).path("path").asText();
    String body = input.path("body").toString();
    Map<String, String> headers = new LinkedHashMap<>();
    if (json(mock.control("GET", "/__mock/health", "")).path("signed").asBoolean()) {
      String unsigned = MAPPER.createObjectNode().put("path", path).put("body", body).toString();
      JsonNode signed = json(mock.control("POST", "/__mock/signatures", unsigned)).path("headers");
      signed.properties().forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
    }
    if (input.has("prefer")) {
      headers.put("Prefer", input.get("prefer").asText());
    }
    return text(mock.api(path, body, headers));
  }

  /** Returns a response with the headers in which the mock explains it. */
  private static String text(HttpResponse<String> response) {
    StringBuilder text = new StringBuilder("HTTP " + response.statusCode() + "\n");
    for (String name : EXPLAINING) {
      response.headers().allValues(name).forEach(it -> text.append(name + ": " + it + "\n"));
    }
    return text.append('\n').append(response.body()).toString();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(text);
    }
  }
}
