package io.github.qxylogin.mock.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Locale;
import java.util.Map;

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
    JsonNode requests = operation.at("/requestBody" + EXAMPLES);
    JsonNode answers = operation.at("/responses/200" + EXAMPLES);
    if (requests instanceof ObjectNode asked && answers instanceof ObjectNode answered) {
      multiply(asked, answered, times);
    }
  }

  private static void multiply(ObjectNode requests, ObjectNode answers, int times) {
    ObjectNode before = requests.deepCopy();
    requests.removeAll();
    ObjectNode answersBefore = answers.deepCopy();
    answers.removeAll();
    for (Map.Entry<String, JsonNode> each : before.properties()) {
      for (int more = 1; more < times; more++) {
        ObjectNode request = each.getValue().deepCopy();
        ((ObjectNode) request.get("value")).put("copy", more);
        ObjectNode answer = answersBefore.get(each.getKey()).deepCopy();
        answer.remove("x-when");
        requests.set(each.getKey() + "-" + more, request);
        answers.set(each.getKey() + "-" + more, answer);
      }
    }
    requests.setAll(before);
    answers.setAll(answersBefore);
  }
}
