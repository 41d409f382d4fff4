package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.Http;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control API matches its description. */
class ControlDocumentTest {
  private static final String DOCUMENT = "urn:control";
  private static final String METHODS = "get|put|post|delete";
  private static final LoginMock MOCK = LoginMock.builder().credentials("key", "secret").start();
  private static final Http HTTP = new Http(MOCK.url());
  private static final JsonNode CONTROL = document("/control.yaml");

  @BeforeAll
  static void sendOnceSoThatThereIsACallAndAnSms() {
    Operation send = Contract.load().operation("sendSmsCode");
    String body = send.documentedCase("sms-sent").request().toString();
    HTTP.post(send.path(), body, Signed.headers(HTTP, send.path(), body));
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
  void call_described_isServedAsDescribed(Described described) {
    MOCK.clock().reset(); // so that no SMS has expired

    Http.Response response = HTTP.call(described.method(), described.path(), described.body());

    String status = Integer.toString(response.status());
    JsonNode expected = resolved(described.operation().path("responses").path(status));
    assertThat(status).as(response.text()).startsWith("2");
    assertThat(expected.isMissingNode()).as(status).isFalse();
    if (expected.at("/content").has("application/json")) {
      assertThat(problems(expected, "application/json", response)).isEmpty();
    } else {
      assertThat(expected.at("/content").has(response.header("Content-Type"))).isTrue();
    }
  }

  static List<Described> call_described_isServedAsDescribed() {
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
  void call_rejectedBeforeItsHandler_isAProblemAsEachDescribes() {
    Http.Response response = HTTP.call("POST", "/__mock/clock", " ".repeat((1 << 20) + 1));

    assertThat(response.status()).isEqualTo(413);
    for (JsonNode operation : CONTROL.path("paths").findParents("operationId")) {
      JsonNode described = resolved(operation.at("/responses/default"));
      assertThat(problems(described, "application/problem+json", response))
          .as(operation.path("operationId").asText())
          .isEmpty();
    }
  }

  @Test
  void types_ofAllProblems_areDescribedAndNoOthers() {
    Stream<String> ofPrefer = Stream.of("unknown-example", "unknown-code");

    assertThat(CONTROL.path("x-problems").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of(Problem.values()).map(Problem::key), ofPrefer).toList());
  }

  @Test
  void type_ofAProblem_leadsToItsDescription() {
    String[] type = HTTP.call("PUT", "/v2/unknown", "{}").at("/type").split("#", 2);

    JsonNode document = document(type[0]);

    assertThat(document.at(type[1]).asText()).startsWith("404. ");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | BadRequest    | POST  | Content-Type | application/json",
        "403 | ForeignCaller | POST  | Origin       | https://elsewhere.example",
        "405 | WrongMethod   | PATCH | Content-Type | application/json",
        "415 | FormRejected   | POST  | Content-Type | text/plain"
      })
  void wrongCall_isAProblemAsDescribed(
      int status, String name, String method, String header, String value) {
    Http.Response response =
        HTTP.call(method, "/__mock/clock", "{\"advance\":\"yesterday\"}", header, value);

    JsonNode described = CONTROL.at("/components/responses/" + name);
    assertThat(response.status()).isEqualTo(status);
    assertThat(problems(described, "application/problem+json", response)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | clock      | 200 | {'advance':'PT0.5S'}",
        "POST | clock      | 200 | {'advance':'P1DT2H','frozen':false}",
        "POST | clock      | 400 | {}",
        "POST | clock      | 400 | {'advance':'P1Y'}",
        "POST | clock      | 400 | {'advance':'P1M'}",
        "POST | clock      | 400 | {'advance':'PT'}",
        "POST | clock      | 400 | {'advance':'-PT1S'}",
        "POST | clock      | 400 | {'advance':5}",
        "POST | clock      | 400 | {'frozen':true,'to':'PT1S'}",
        "PUT  | outcomes/1 | 200 | {'case':'logged-in','operation':'uploadSmsCode','times':1}",
        "PUT  | outcomes/1 | 200 | {'outcomes':[{'case':'logged-in'},{'code':'5000','times':1}]}",
        "PUT  | outcomes/1 | 400 | {}",
        "PUT  | outcomes/1 | 400 | {'case':'logged-in','code':'2000'}",
        "PUT  | outcomes/1 | 400 | {'case':'logged-in','times':0}",
        "PUT  | outcomes/1 | 400 | {'case':'logged-in','left':1}",
        "PUT  | outcomes/1 | 400 | {'case':' '}",
        "PUT  | outcomes/1 | 400 | {'outcomes':[]}",
        "PUT  | outcomes/1 | 400 | {'outcomes':[{'times':1}]}",
        "PUT  | outcomes/1 | 400 | {'outcomes':[{'case':'logged-in'}],'times':1}",
        "POST | signatures | 200 | {'path':'/v2/public/oauth2/login','body':'{}'}",
        "POST | signatures | 200 | {'path':'/v2/public/oauth2/login'}",
        "POST | signatures | 400 | {'body':'{}'}",
        "POST | signatures | 400 | {'path':'/v2/public/oauth2/login','body':{}}",
        "PUT  | callbacks/receiveTaskStatus | 200 | {'url':'https://127.0.0.1/sms'}",
        "PUT  | callbacks/receiveTaskStatus | 400 | {'url':'ftp://127.0.0.1/sms'}",
        "PUT  | callbacks/receiveTaskStatus | 400 | {'url':true}",
        "PUT  | callbacks/receiveTaskStatus | 400 | {}",
        "PUT  | faults/a   | 200 | {'identity':'1','delay':'PT1S','times':1}",
        "PUT  | faults/a   | 200 | {'operation':'sendSmsCode','fault':'empty-response','acts':false}",
        "PUT  | faults/a   | 400 | {'fault':'empty-response'}",
        "PUT  | faults/a   | 400 | {'identity':'1'}",
        "PUT  | faults/a   | 400 | {'identity':'1','fault':'reset'}",
        "PUT  | faults/a   | 400 | {'identity':'1','fault':'bad-gateway','acts':false}",
        "PUT  | faults/a   | 400 | {'identity':'1','delay':'PT1S','acts':false}",
        "PUT  | faults/a   | 400 | {'identity':'1','delay':'P1Y'}",
        "PUT  | faults/a   | 400 | {'identity':'1','delay':'pt1s'}",
        "PUT  | faults/a   | 400 | {'identity':'1','delay':'PT1S','name':'a'}",
        "PUT  | faults/a   | 400 | {'identity':'1','delay':'PT1S','probability':1}",
        "PUT  | faults/a   | 400 | {'identity':true,'delay':'PT1S'}",
        "PUT  | faults/a   | 400 | {'identity':1.5,'delay':'PT1S'}",
        "PUT  | outcomes/1 | 200 | {'operation':'findEnterprises','data':[]}",
        "PUT  | outcomes/1 | 200 | {'case':'found','operation':'findEnterprises','data':[]}",
        "PUT  | outcomes/1 | 200 | {'case':'logged-in','scene':'a'}",
        "PUT  | outcomes/1 | 200 | {'operation':'sendSmsCode','response':{'code':'1','success':false,'reqId':'1'}}",
        "PUT  | outcomes/1 | 400 | {'data':[]}",
        "PUT  | outcomes/1 | 400 | {'response':{'code':'1'}}",
        "PUT  | outcomes/1 | 400 | {'case':'found','response':{'code':'1'}}",
        "PUT  | outcomes/1 | 400 | {'operation':'sendSmsCode','response':{'code':'1'},'data':1}",
        "PUT  | scenes/a   | 200 | {'outcomes':[{'case':'logged-in'}]}",
        "PUT  | scenes/a   | 400 | {'title':'a'}",
        "PUT  | scenes/a   | 400 | {'outcomes':[]}",
        "PUT  | scenes/a   | 400 | {'outcomes':[{'times':1}]}",
        "PUT  | setup      | 200 | {'clock':{'frozen':true},'outcomes':{'1':[{'case':'logged-in'}]}}",
        "PUT  | setup      | 200 | {}",
        "PUT  | setup      | 400 | {'register':{}}",
        "PUT  | setup      | 400 | {'clock':{'now':'2026-12-01T00:00:00Z'}}",
        "PUT  | setup      | 400 | {'outcomes':{'1':[]}}",
        "PUT  | setup      | 400 | {'outcomes':{'1':[null]}}",
        "PUT  | setup      | 400 | {'outcomes':{'1':[{'times':1}]}}",
        "PUT  | setup      | 400 | {'faults':{'a':{'delay':'PT1S'}}}",
        "PUT  | setup      | 400 | {'faults':{'a b':{'identity':'1','delay':'PT1S'}}}",
        "PUT  | setup      | 400 | {'scenes':[{'outcomes':[{'case':'logged-in'}]}]}",
        "PUT  | setup      | 400 | {'callbacks':{'receiveTaskStatus':'ftp://127.0.0.1/sms'}}",
        "POST | sandboxes  | 200 | {'name':'张三'}",
        "POST | sandboxes  | 400 | {'name':''}",
        "POST | sandboxes  | 400 | {'nonsense':1}",
        "PUT  | outcomes/1 | 400 | {'code':true}",
        "PUT  | outcomes/1 | 400 | {'code':8001.5}",
        "PUT  | outcomes/1 | 400 | {'scene':true}",
        "POST | signatures | 400 | {'path':false,'body':''}"
      })
  void body_thatIsDescribed_isTakenAndNoOther(String method, String path, int status, String body) {
    String json = body.replace('\'', '"');

    Http.Response response = HTTP.call(method, "/__mock/" + path, json);

    assertThat(response.status()).as(response.text()).isEqualTo(status);
    assertThat(problems(bodySchema(method, path), Http.parse(json)).isEmpty())
        .isEqualTo(status == 200);
  }

  @ParameterizedTest
  @CsvSource({"cases", "sms", "sms/latest", "requests", "identities"})
  void query_itsParameters_areThoseDescribed(String name) {
    Http.Response rejected = HTTP.get("/__mock/" + name + "?nonsense=1");

    assertThat(texts(rejected.json().path("available")))
        .containsExactlyInAnyOrderElementsOf(
            CONTROL
                .path("paths")
                .path("/__mock/" + name)
                .path("get")
                .path("parameters")
                .findValuesAsText("name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | clock      | ClockMove            | {'nonsense':1}",
        "POST | signatures | SignatureWish        | {'nonsense':1}",
        "PUT  | callbacks/receiveTaskStatus | CallbackAddress | {'nonsense':1}",
        "PUT  | faults/a   | FaultMembers         | {'nonsense':1}",
        "PUT  | outcomes/1 | Outcome              | {'nonsense':1}",
        "PUT  | outcomes/1 | Outcome              | {'outcomes':[{'nonsense':1}]}",
        "PUT  | outcomes/1 | OutcomeWish/oneOf/3  | {'outcomes':[],'nonsense':1}",
        "PUT  | outcomes/1 | OutcomeWish/oneOf/1  | {'scene':'locked','nonsense':1}",
        "PUT  | setup      | Setup                | {'nonsense':1}",
        "POST | sandboxes  | SandboxWish          | {'nonsense':1}",
        "PUT  | outcomes/1 | OutcomeWish/oneOf/2  | {'request':1,'nonsense':1}"
      })
  void body_itsMembers_areThoseDescribed(String method, String path, String schema, String body) {
    Http.Response rejected = HTTP.call(method, "/__mock/" + path, body.replace('\'', '"'));

    assertThat(rejected.at("/detail")).contains("The body has no field 'nonsense'.");
    assertThat(texts(rejected.json().path("available")))
        .containsExactlyInAnyOrderElementsOf(
            CONTROL.at("/components/schemas/" + schema + "/properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PT5M", "P1DT2H", "PT0.5S", "PT0.123456789S", "P1D", "PT1H2M3S", "PT0S", "P", "PT", "P1DT",
        "P1W", "P1Y", "pt5m", "PT5m", "+PT5M", "PT+5M", "-PT0S", "PT-0S", "PT1,5S",
            "PT0.1234567890S",
        "PT.5S", "PT5M ", "5M", ""
      })
  void duration_thatIsDescribed_isTakenAndNoOther(String duration) {
    String body = "{\"advance\":\"" + duration + "\"}";

    Http.Response response = HTTP.call("POST", "/__mock/clock", body);

    assertThat(response.status() == 200)
        .as(response.text())
        .isEqualTo(problems(bodySchema("POST", "clock"), Http.parse(body)).isEmpty());
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static JsonNode bodySchema(String method, String path) {
    String place = path.split("/", 2)[0];
    return CONTROL.path("paths").properties().stream()
        .filter(described -> described.getKey().startsWith("/__mock/" + place))
        .map(described -> described.getValue().path(method.toLowerCase(Locale.ROOT)))
        .map(operation -> operation.at("/requestBody/content/application~1json/schema"))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElseThrow();
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

  private static List<String> problems(JsonNode expected, String type, Http.Response response) {
    assertThat(response.header("Content-Type")).startsWith(type);
    return problems(expected.path("content").path(type).path("schema"), response.json());
  }

  private static List<String> problems(JsonNode schema, JsonNode json) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, withRoot(schema))))
        .getSchema(SchemaLocation.of(DOCUMENT))
        .validate(json)
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

  private static JsonNode document(String path) {
    try {
      return new YAMLMapper().readTree(HTTP.get(path).text());
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
