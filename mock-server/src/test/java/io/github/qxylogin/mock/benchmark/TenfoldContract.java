package io.github.qxylogin.mock.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A contract grown on purpose: copies of each operation under paths and tags of their own, and of
 * each named case that many more, with requests of their own. The copies come first, so that a
 * search in the contract's order would have to pass them.
 */
final class TenfoldContract {
  private static final String EXAMPLES = "/content/application~1json/examples";

  private TenfoldContract() {}

  static Contract of(Contract contract, int times) {
    ObjectNode document = (ObjectNode) contract.document();
    ObjectNode paths = (ObjectNode) document.get("paths");
    ObjectNode grown = document.objectNode();
    for (Operation operation : contract.operations()) {
      for (int copy = times - 1; copy >= 0; copy--) {
        ObjectNode item = paths.get(operation.path()).deepCopy();
        grow((ObjectNode) item.get(operation.method().toLowerCase(Locale.ROOT)), copy, times);
        grown.set(operation.path() + (copy == 0 ? "" : "/copy" + copy), item);
      }
    }
    document.set("paths", grown);
    return Contract.of(document);
  }

  private static void grow(ObjectNode operation, int copy, int times) {
    if (copy > 0) {
      operation.put("operationId", operation.get("operationId").asText() + copy);
      String tag = operation.at("/tags/0").asText() + "-" + copy;
      ((ArrayNode) operation.get("tags")).removeAll().add(tag);
    }
    if (operation.has("requestBody")) {
      multiply(operation, times);
    }
  }

  /** Each case that has a valid request is told several times, by a field more. */
  private static void multiply(ObjectNode operation, int times) {
    ObjectNode cases = operation.withObject("/x-mock/cases");
    JsonNode requests = operation.at("/requestBody" + EXAMPLES);
    JsonNode answers = operation.at("/responses/200" + EXAMPLES);
    Set<String> names = new LinkedHashSet<>();
    answers.fieldNames().forEachRemaining(names::add);
    cases.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode ours = cases.path(name);
      JsonNode request = ours.path("request").path("value");
      JsonNode asked = request.isObject() ? request : requests.path(name).path("value");
      JsonNode answer = ours.path("answer").path("value");
      for (int more = 1; more < times && asked.isObject(); more++) {
        ObjectNode copy = cases.putObject(name + "-" + more);
        ObjectNode body = asked.deepCopy();
        copy.putObject("request").set("value", body.put("copy", more));
        copy.putObject("answer")
            .set("value", answer.isObject() ? answer : answers.path(name).path("value"));
      }
    }
  }
}
