package io.github.qxylogin.contract.arazzo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A call of a workflow.
 *
 * @param payload the values of its request
 * @param outputs the places of the values that later steps take from its response
 */
record Step(Operation operation, Map<String, Value> payload, Map<String, JsonPointer> outputs) {
  private static final String BODY = "$response.body#";
  private static final String CONDITION = "condition";

  /**
   * A running task is polled again after this time, a limited number of times: the caller's choice.
   */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int POLLS = 12;

  /** The manual action before a step, around its summary in Chinese and English. */
  private static final Map<String, String> PERSON =
      Map.of(
          "reads-sms", "读取短信中的验证码，然后：%s / Read the code in the SMS, then: %s",
          "scans-code", "扫描二维码，然后：%s / Scan the QR code, then: %s");

  /** Returns where the operation hands on a value of this name to any other. */
  Optional<Link.Source> handsOn(String name) {
    return operation.links().stream()
        .map(link -> link.fields().get(name))
        .filter(source -> source instanceof Link.Source.Place place && place.inResponse())
        .findFirst();
  }

  /** Returns the value that a link takes, if there is one. From a response it is an output. */
  Optional<Value> value(String name, Link.Source source) {
    if (source instanceof Link.Source.Constant constant) {
      return Optional.of(new Value(null, constant.value()));
    }
    Link.Source.Place place = (Link.Source.Place) source;
    if (!place.inResponse()) {
      return Optional.ofNullable(payload.get(place.at().last().getMatchingProperty()));
    }
    outputs.put(name, place.at());
    return Optional.of(
        new Value(
            "$steps." + operation.id() + ".outputs." + name,
            operation.firstSuccess().response().at(place.at())));
  }

  /** Returns the step, after all later ones are added. */
  ObjectNode json() {
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("stepId", operation.id());
    String text = "%s / %s";
    if (operation.plays(Flow.Role.REDEEMS_TASK)) {
      String person = operation.inFlow(Flow::smsCode).map(code -> "reads-sms").orElse("scans-code");
      step.put("x-person", person);
      text = PERSON.get(person);
    }
    step.put("description", text.formatted((Object[]) operation.summary().split(" / ", 2)));
    step.put("operationId", operation.id());
    ObjectNode body = step.putObject("requestBody").put("contentType", "application/json");
    ObjectNode members = body.putObject("payload");
    payload.forEach((name, value) -> members.set(name, value.json(operation, name)));
    Case success = success();
    ArrayNode criteria = step.putArray("successCriteria");
    criteria.addObject().put(CONDITION, codes(success));
    operation
        .outcomeOf(success.response())
        .map(Outcome::is)
        .orElse(Map.of())
        .forEach((at, value) -> criteria.addObject().put(CONDITION, equal(at, value)));
    status().ifPresent(status -> poll(status, step.putArray("onFailure").addObject()));
    if (!outputs.isEmpty()) {
      ObjectNode places = step.putObject("outputs");
      outputs.forEach((name, at) -> places.put(name, BODY + at));
    }
    return step;
  }

  private static void poll(Flow.Status status, ObjectNode retry) {
    retry.put("name", "running").put("type", "retry");
    retry.put("retryAfter", PAUSE.toSeconds()).put("retryLimit", POLLS);
    ObjectNode running = retry.putArray("criteria").addObject();
    running.put(CONDITION, equal(status.at(), TextNode.valueOf(status.running())));
  }

  /** Returns the case to which the step leads: a check finds the session, a polled task is done. */
  private Case success() {
    return operation.cases().stream()
        .filter(
            c ->
                (operation.plays(Flow.Role.CHECKS_SESSION) && c.when() == Condition.SESSION_HELD)
                    || status()
                        .filter(s -> s.done().equals(c.response().at(s.at()).asText()))
                        .isPresent())
        .findFirst()
        .orElseGet(operation::firstSuccess);
  }

  private Optional<Flow.Status> status() {
    return operation.inFlow(Flow::status);
  }

  /** Another outcome that has the same outputs will do, such as an account that exists already. */
  private String codes(Case success) {
    Set<JsonPointer> taken = Set.copyOf(outputs.values());
    Stream<String> others =
        operation.outcomes().stream()
            .filter(outcome -> Set.copyOf(outcome.needs()).equals(taken))
            .map(Outcome::code)
            .filter(Objects::nonNull);
    return Stream.concat(Stream.of(success.code()), others)
        .distinct()
        .map(code -> equal(JsonPointer.compile("/code"), TextNode.valueOf(code)))
        .collect(joining(" || "));
  }

  private static String equal(JsonPointer at, JsonNode value) {
    return BODY + at + " == " + (value.isTextual() ? "'" + value.asText() + "'" : value);
  }
}
