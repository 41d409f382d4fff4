package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The control API is what its description says, and nothing besides. */
class ControlDocumentTest {
  private static final String DOCUMENT = "urn:control";
  private static final String METHODS = "get|put|post|delete";
  private static final LoginMock MOCK = LoginMock.start();
  private static final Http HTTP = new Http(MOCK.url());
  private static final JsonNode CONTROL = document();

  @BeforeAll
  static void callOnceSoThatTheJournalHasACall() {
    HTTP.post("/v2/unknown", "{}");
  }

  @AfterAll
  static void stop() {
    MOCK.close();
  }

  /** A described call, with one of its example bodies when it takes a body. */
  record Described(String method, String path, String example, String body, JsonNode operation) {
    @Override
    public String toString() {
      return operation.path("operationId").asText() + " " + example;
    }
  }

  @ParameterizedTest
  @MethodSource
  void call_described_isAnsweredAsDescribed(Described described) {
    Http.Answered answered = HTTP.call(described.method(), described.path(), described.body());

    JsonNode answer = resolved(described.operation().path("responses").path("200"));
    assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    assertThat(problems(answer, "application/json", answered)).isEmpty();
  }

  static List<Described> call_described_isAnsweredAsDescribed() {
    List<Described> calls = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : CONTROL.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (method.getKey().matches(METHODS)) {
          describe(calls, path.getKey(), method, path.getValue().path("parameters"));
        }
      }
    }
    return calls;
  }

  @Test
  void calls_thereAre_areDescribed() {
    String known = HTTP.get("/__mock/nonsense").at("/detail").split(": ", 2)[1];

    for (String name : known.split(", ", -1)) {
      assertThat(methods("/__mock" + name)).as(name).isEqualTo(allowed("/__mock" + name));
      assertThat(methods("/__mock" + name + "/{"))
          .as(name)
          .isEqualTo(allowed("/__mock" + name + "/1"));
    }
  }

  @Test
  void wrongCall_isAProblemAsDescribed() {
    Http.Answered answered = HTTP.post("/__mock/clock", "{\"advance\":\"yesterday\"}");

    JsonNode described = CONTROL.at("/components/responses/BadRequest");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(problems(described, "application/problem+json", answered)).isEmpty();
  }

  private static void describe(
      List<Described> calls, String path, Map.Entry<String, JsonNode> method, JsonNode ofPath) {
    JsonNode operation = method.getValue();
    JsonNode examples = operation.at("/requestBody/content/application~1json/examples");
    String upper = method.getKey().toUpperCase(Locale.ROOT);
    String place = filled(filled(path, operation.path("parameters")), ofPath);
    if (examples.isEmpty()) {
      calls.add(new Described(upper, place, "", "", operation));
    }
    for (Map.Entry<String, JsonNode> example : examples.properties()) {
      String body = example.getValue().path("value").toString();
      calls.add(new Described(upper, place, example.getKey(), body, operation));
    }
  }

  private static String filled(String path, JsonNode parameters) {
    String filled = path;
    for (JsonNode parameter : parameters) {
      JsonNode described = resolved(parameter);
      String name = "{" + described.path("name").asText() + "}";
      filled = filled.replace(name, described.path("example").asText());
    }
    return filled;
  }

  private static Set<String> allowed(String path) {
    String allow = HTTP.call("PATCH", path, "").header("Allow");
    return allow.isEmpty() ? Set.of() : new TreeSet<>(List.of(allow.split(", ", -1)));
  }

  private static Set<String> methods(String path) {
    return new TreeSet<>(
        CONTROL.path("paths").properties().stream()
            .filter(described -> isOf(described.getKey(), path))
            .flatMap(described -> described.getValue().properties().stream())
            .map(Map.Entry::getKey)
            .filter(name -> name.matches(METHODS))
            .map(name -> name.toUpperCase(Locale.ROOT))
            .toList());
  }

  /** A path that ends in a brace stands for that of an item, whatever the item is called. */
  private static boolean isOf(String described, String path) {
    return path.endsWith("{") ? described.startsWith(path) : described.equals(path);
  }

  private static List<String> problems(JsonNode response, String type, Http.Answered answered) {
    assertThat(answered.header("Content-Type")).startsWith(type);
    JsonNode schema = response.path("content").path(type).path("schema");
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, withRoot(schema))))
        .getSchema(SchemaLocation.of(DOCUMENT))
        .validate(answered.json())
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** The schema with the document's components beside it, so that its references lead somewhere. */
  private static String withRoot(JsonNode schema) {
    return "{\"allOf\":[" + schema + "],\"components\":" + CONTROL.path("components") + "}";
  }

  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : CONTROL.at(reference.substring(1));
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(HTTP.get("/control.yaml").text());
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
