package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which forms of requests and answers the contract takes, written with single quotes. */
final class Forms {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonNode DOCUMENT = CONTRACT.document();
  private static final BundledSchemas SCHEMAS = new BundledSchemas(DOCUMENT);

  private Forms() {}

  static boolean answers(String operation, String answer) {
    return faults(operation, answer).isEmpty();
  }

  static List<String> faults(String operation, String answer) {
    return SCHEMAS.faults(
        CONTRACT.operation(operation).answerSchema().place().toString(), Specimen.json(answer));
  }

  static boolean takes(String operation, String body) {
    return SCHEMAS.faults(requestSchema(operation), Specimen.json(body)).isEmpty();
  }

  static boolean takes(String operation, JsonNode body) {
    return SCHEMAS.faults(requestSchema(operation), body).isEmpty();
  }

  private static String requestSchema(String operation) {
    for (JsonNode path : DOCUMENT.path("paths")) {
      if (path.at("/post/operationId").asText().equals(operation)) {
        String schema = "/post/requestBody/content/application~1json/schema/$ref";
        return path.at(schema).asText().substring(1);
      }
    }
    throw new IllegalArgumentException(operation);
  }

  /** An answer that has what every answer has, with these data. */
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
      body.set(member, Specimen.json(value));
    }
    return body;
  }

  static JsonNode answer(String operation, String example) {
    return CONTRACT.operation(operation).documentedCase(example).answer();
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
