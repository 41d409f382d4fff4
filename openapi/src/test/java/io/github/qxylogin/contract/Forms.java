package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which forms of requests and responses the contract takes, written with single quotes. */
final class Forms {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonNode DOCUMENT = CONTRACT.document();
  private static final BundledSchemas SCHEMAS = new BundledSchemas(DOCUMENT);

  private Forms() {}

  /** Checks that the contract allows each of these responses. */
  static void allows(String operation, String... responses) {
    assertThat(responses).allSatisfy(response -> assertThat(faults(operation, response)).isEmpty());
  }

  /** Checks that the contract allows none of these responses. */
  static void forbids(String operation, String... responses) {
    assertThat(responses).noneMatch(response -> faults(operation, response).isEmpty());
  }

  static List<String> faults(String operation, String response) {
    return SCHEMAS.faults(
        CONTRACT.operation(operation).responseSchema().place().toString(),
        ContractUnderTest.json(response));
  }

  /** Checks that the contract takes each of these requests. */
  static void accepts(String operation, JsonNode... bodies) {
    assertThat(bodies).allMatch(body -> takes(operation, body));
  }

  static void accepts(String operation, String... bodies) {
    assertThat(bodies).allMatch(body -> takes(operation, ContractUnderTest.json(body)));
  }

  /** Checks that the contract takes none of these requests. */
  static void rejects(String operation, JsonNode... bodies) {
    assertThat(bodies).noneMatch(body -> takes(operation, body));
  }

  static void rejects(String operation, String... bodies) {
    assertThat(bodies).noneMatch(body -> takes(operation, ContractUnderTest.json(body)));
  }

  /** Checks that the contract takes the request of a case with each of these values of a member. */
  static void acceptsIn(String operation, String example, String member, String... values) {
    assertThat(values).allMatch(value -> takes(operation, but(operation, example, member, value)));
  }

  /** Checks that the contract takes it with none of these values. */
  static void rejectsIn(String operation, String example, String member, String... values) {
    assertThat(values).noneMatch(value -> takes(operation, but(operation, example, member, value)));
  }

  static boolean takes(String operation, JsonNode body) {
    return SCHEMAS.faults(requestSchema(operation), body).isEmpty();
  }

  private static String requestSchema(String operation) {
    return CONTRACT.operation(operation).requestSchema().place().toString();
  }

  /** An response that has what every response has, with these data. */
  static String with(String data) {
    return "{'reqId': 'a', 'code': '2000', 'success': true, 'data': " + data + "}";
  }

  /** A failure of a business, which is a success of the interface. */
  static String failing(String rest) {
    return "{'reqId': 'a', 'code': '4000', 'success': true" + rest + "}";
  }

  /** The request of a case, with one member set or, by null, left out. */
  static JsonNode but(String operation, String example, String member, String value) {
    ObjectNode body = CONTRACT.operation(operation).documentedCase(example).request().deepCopy();
    if (value == null) {
      body.remove(member);
    } else {
      body.set(member, ContractUnderTest.json(value));
    }
    return body;
  }

  static JsonNode response(String operation, String example) {
    return CONTRACT.operation(operation).documentedCase(example).response();
  }

  static List<String> fields(String operation) {
    return CONTRACT.operation(operation).fields().stream().map(Field::name).toList();
  }

  /** What the contract says of a schema, a property or an operation. */
  static String description(String place) {
    return DOCUMENT
        .at(JsonPointer.compile(place))
        .path("description")
        .asText()
        .replaceAll("\\s+", " ");
  }

  static String descriptionOf(String operation) {
    return description(
        "/paths/" + CONTRACT.operation(operation).path().replace("/", "~1") + "/post");
  }
}
