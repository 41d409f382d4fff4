package io.github.qxylogin.mock.export;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A call that gets a case, as tools for people keep it.
 *
 * @param name in Chinese, with that of the case behind it
 * @param expected the case
 * @param body the body to send
 * @param preferred whether the case needs a preference, because the body alone does not get it
 */
record DocumentedCall(
    Operation operation, String name, Case expected, JsonNode body, boolean preferred) {
  /** Separates the name from the name of the case. */
  static final String BEFORE_CASE = " · ";

  /** The variable of the SMS code. */
  static final String SMS_CODE = "smsCode";

  /** Returns its headers, but for those that sign it. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    if (preferred) {
      headers.put("Prefer", "example=" + expected.name());
    }
    return headers;
  }

  /** Returns one for each case of an operation. */
  static List<DocumentedCall> of(Operation operation) {
    return operation.cases().stream().map(each -> of(operation, each)).toList();
  }

  private static DocumentedCall of(Operation operation, Case documented) {
    boolean byItself = isByItself(operation, documented);
    String title = operation.code(documented.code()).map(Code::chinese).orElse(documented.code());
    return new DocumentedCall(
        operation,
        title + BEFORE_CASE + documented.name(),
        documented,
        byItself && documented.request() != null ? documented.request() : anyRequest(operation),
        !byItself);
  }

  /** A documented request gets its case; of an operation that has none, any gets the success. */
  private static boolean isByItself(Operation operation, Case documented) {
    if (documented.request() == null) {
      return documented.equals(operation.firstSuccess())
          && operation.flow() == null
          && operation.missingFrom(anyRequest(operation)).isEmpty();
    }
    return operation.cases().stream()
        .filter(each -> documented.request().equals(each.request()))
        .findFirst()
        .equals(Optional.of(documented));
  }

  private static JsonNode anyRequest(Operation operation) {
    return Optional.ofNullable(operation.firstSuccess().request())
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /**
   * Returns the logins of the contract, by the title of their first operation. Each has a call for
   * each step; links pass values from one step to the next.
   */
  static Map<String, List<DocumentedCall>> logins(Contract contract) {
    Map<String, List<DocumentedCall>> logins = new LinkedHashMap<>();
    for (Operation first : contract.operations(Flow.Role.ISSUES_TASK)) {
      List<DocumentedCall> steps = new ArrayList<>();
      add(steps, step(first, anyRequest(first)), contract);
      if (steps.size() > 1) {
        logins.put(title(first.summary()), steps);
      }
    }
    return logins;
  }

  /** A session that was opened is there; of other steps, the first success is the one. */
  private static DocumentedCall step(Operation operation, JsonNode body) {
    Case success =
        operation
            .caseWhen(Condition.SESSION_HELD)
            .filter(each -> operation.plays(Flow.Role.CHECKS_SESSION))
            .orElseGet(operation::firstSuccess);
    return new DocumentedCall(
        operation, title(operation.summary()) + BEFORE_CASE + success.name(), success, body, false);
  }

  private static void add(List<DocumentedCall> steps, DocumentedCall step, Contract contract) {
    steps.add(step);
    if (!step.operation().links().isEmpty()) {
      Link link = step.operation().links().get(0);
      Operation next = contract.operation(link.operationId());
      if (steps.stream().noneMatch(before -> before.operation().equals(next))) {
        add(steps, step(next, linked(link, step, next)), contract);
      }
    }
  }

  private static JsonNode linked(Link link, DocumentedCall before, Operation next) {
    ObjectNode body = anyRequest(next).deepCopy();
    next.inFlow(Flow::smsCode).ifPresent(code -> body.put(code, variable(SMS_CODE)));
    link.fields()
        .forEach((field, source) -> value(source, before).ifPresent(v -> body.set(field, v)));
    return body;
  }

  private static Optional<JsonNode> value(Link.Source source, DocumentedCall before) {
    if (source instanceof Link.Source.Constant constant) {
      return Optional.of(constant.value());
    }
    Link.Source.Place place = (Link.Source.Place) source;
    return place.inResponse()
        ? Optional.of(TextNode.valueOf(variable(name(place.at()))))
        : Optional.of(before.body().at(place.at())).filter(sent -> !sent.isMissingNode());
  }

  private static String variable(String name) {
    return "{{" + name + "}}";
  }

  private static String name(JsonPointer at) {
    return at.last().getMatchingProperty();
  }

  /** Returns the SMS code that the contract's own example uploads. */
  static String smsCode(Contract contract) {
    return contract.operations(Flow.Role.REDEEMS_TASK).stream()
        .map(operation -> anyRequest(operation).path(operation.inFlow(Flow::smsCode).orElse("")))
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }

  /** Returns the response fields that later calls send. */
  static Set<String> handedOn(Contract contract) {
    return contract.operations().stream()
        .flatMap(operation -> operation.links().stream())
        .flatMap(link -> link.fields().values().stream())
        .filter(Link.Source.Place.class::isInstance)
        .map(Link.Source.Place.class::cast)
        .filter(Link.Source.Place::inResponse)
        .map(place -> name(place.at()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the Chinese half of a text that is there in two languages. */
  static String title(String both) {
    return both.split(" / ", 2)[0];
  }
}
