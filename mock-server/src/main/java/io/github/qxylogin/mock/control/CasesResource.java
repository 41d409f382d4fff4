package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Chinese;
import io.github.qxylogin.mock.http.MockResponse;
import java.util.List;
import java.util.Optional;

/** Lists every documented response, with the request that gets it. */
record CasesResource(Contract contract) {
  private static final String OPERATION = "operation";
  private static final String BETWEEN_LANGUAGES = " / ";

  MockResponse list(ControlRequest request) {
    ControlQuery query = new ControlQuery(request, List.of(OPERATION));
    query.oneOf(OPERATION, contract.operations().stream().map(Operation::id).toList());
    JsonNode document = contract.document();
    return ControlJson.response(
        contract.operations().stream()
            .filter(operation -> query.allows(OPERATION, operation.id()::equals))
            .map(operation -> view(operation, document))
            .toList());
  }

  private static ObjectNode view(Operation operation, JsonNode document) {
    ObjectNode view =
        ControlJson.object()
            .put("operation", operation.id())
            .put("method", operation.method())
            .put("path", operation.path())
            .put("tag", operation.tag())
            .put("tagTitle", tagTitle(operation.tag(), document))
            .put("summary", operation.summary());
    putTitles(view, operation).put("signed", operation.signed());
    ArrayNode modules = view.putArray("modules");
    operation
        .modules()
        .forEach(
            name ->
                modules
                    .addObject()
                    .put("name", name)
                    .put("title", document.path("x-modules").path(name).path("zh").asText(name)));
    operation.cases().stream()
        .map(documented -> view(operation, documented))
        .forEach(view.putArray("cases")::add);
    return view;
  }

  /** Returns the Chinese half of a tag's description. */
  private static String tagTitle(String tag, JsonNode document) {
    return document.path("tags").findParents("name").stream()
        .filter(each -> each.path("name").asText().equals(tag))
        .map(each -> each.path("description").asText(tag).split(BETWEEN_LANGUAGES, 2)[0])
        .findFirst()
        .orElse(tag);
  }

  /** Puts the title of an operation, and the English one if there is one. */
  static ObjectNode putTitles(ObjectNode view, Operation operation) {
    String[] titles = operation.summary().split(BETWEEN_LANGUAGES, 2);
    view.put("title", titles[0]);
    return titles.length > 1 ? view.put("titleEn", titles[1]) : view;
  }

  /** Returns a case, with the request that gets it. */
  static ObjectNode view(Operation operation, Case documented) {
    Optional<Code> code = operation.code(documented.code());
    String message = operation.spelt(documented.response()).path("message").asText("");
    Condition when = documented.when();
    Optional<String> summary = Optional.ofNullable(documented.summary());
    return ControlJson.object()
        .put("name", documented.name())
        .put(
            "title",
            summary.map(Chinese.load()::text).or(() -> code.map(Code::chinese)).orElse(null))
        .put("titleEn", summary.or(() -> code.map(Code::english)).orElse(null))
        .put("code", documented.code())
        .put("message", message.isEmpty() ? null : message)
        .put("evidence", documented.evidence().key())
        .put("when", when == null ? null : when.key())
        .<ObjectNode>set(
            "magic", documented.magic().isEmpty() ? null : ControlJson.tree(documented.magic()))
        .<ObjectNode>set("request", documented.request())
        .<ObjectNode>set("data", documented.response().get("data"))
        .removeIf(JsonNode::isNull);
  }
}
