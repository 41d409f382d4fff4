package io.github.qxylogin.mock.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A contract grown on purpose: copies of each operation under paths and tags of their own, and of
 * each named case that many more, with requests of their own. The copies come first, so that a
 * search in the contract's order would have to pass them.
 */
final class TenfoldContract {
  private TenfoldContract() {}

  static Contract of(Contract contract, int times) {
    ObjectNode document = (ObjectNode) contract.document();
    ObjectNode paths = (ObjectNode) document.get("paths");
    ObjectNode grown = document.objectNode();
    for (Operation operation : contract.operations()) {
      for (int copy = times - 1; copy >= 0; copy--) {
        ObjectNode item = paths.get(operation.path()).deepCopy();
        ObjectNode described = (ObjectNode) item.get(operation.method().toLowerCase(Locale.ROOT));
        grow(operation, described, copy, times);
        grown.set(operation.path() + (copy == 0 ? "" : "/copy" + copy), item);
      }
    }
    document.set("paths", grown);
    return Contract.of(document);
  }

  private static void grow(Operation original, ObjectNode operation, int copy, int times) {
    if (copy > 0) {
      operation.put("operationId", operation.get("operationId").asText() + copy);
      String tag = operation.at("/tags/0").asText() + "-" + copy;
      ((ArrayNode) operation.get("tags")).removeAll().add(tag);
    }
    if (operation.has("requestBody")) {
      multiply(original, operation, times);
    }
  }

  /** Each case with a valid request is repeated with one more field. */
  private static void multiply(Operation original, ObjectNode operation, int times) {
    ObjectNode cases = operation.withObject("/x-mock/cases");
    for (Case documented : original.cases()) {
      JsonNode asked = documented.request();
      for (int more = 1; more < times && isValid(original, asked); more++) {
        ObjectNode copy = cases.putObject(documented.name() + "-" + more);
        ObjectNode body = asked.deepCopy();
        copy.putObject("request").set("value", body.put("copy", more));
        copy.putObject("response").set("value", documented.response());
      }
    }
  }

  private static boolean isValid(Operation original, @Nullable JsonNode asked) {
    return asked != null && original.missingFrom(asked).isEmpty();
  }
}
