package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.wire.JsonType;
import io.github.qxylogin.contracttests.wire.Md5;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of a login's answer that the contract computes from this call or an earlier one. */
final class ComputedMembers {
  private final Operation operation;
  private final Flow flow;
  private final JsonNode request;
  private final Trail trail;

  ComputedMembers(Operation operation, Flow flow, JsonNode request, Trail trail) {
    this.operation = operation;
    this.flow = flow;
    this.request = request;
    this.trail = trail;
  }

  /** Puts them into a documented answer, and returns the places where any new value will do. */
  Set<JsonPointer> putInto(ObjectNode answer) {
    flow.derived().forEach(d -> put(answer, d.at(), TextNode.valueOf(digest(d))));
    flow.carried().forEach(at -> carried(name(at)).ifPresent(value -> put(answer, at, value)));
    Optional.ofNullable(flow.maskedMobile())
        .filter(mask -> answer.at(mask.at()).isTextual())
        .ifPresent(mask -> put(answer, mask.at(), TextNode.valueOf(mask.of(mobile()))));
    Set<JsonPointer> fresh = new HashSet<>(flow.fresh());
    Optional.ofNullable(flow.taskAt()).ifPresent(fresh::add);
    Optional.ofNullable(flow.enterprise())
        .ifPresent(
            enterprise ->
                known(enterprise)
                    .ifPresentOrElse(
                        id -> put(answer, enterprise.at(), id), () -> fresh.add(enterprise.at())));
    Optional.ofNullable(flow.enterprise())
        .ifPresent(enterprise -> enterprise.list(answer, request, ordered(enterprise)::contains));
    fresh.removeIf(at -> answer.at(at).isMissingNode());
    return fresh;
  }

  /** Returns the id that a call before was answered for the same tax number. */
  private Optional<JsonNode> known(Flow.Enterprise enterprise) {
    return before(enterprise)
        .map(made -> made.answer().at(enterprise.at()))
        .filter(JsonNode::isValueNode)
        .findFirst();
  }

  /** Returns the products that calls before ordered for the same tax number. */
  private Set<String> ordered(Flow.Enterprise enterprise) {
    return before(enterprise)
        .filter(made -> enterprise.hasList(made.answer()))
        .flatMap(made -> enterprise.listed(made.request()).stream())
        .collect(Collectors.toSet());
  }

  private Stream<Trail.Made> before(Flow.Enterprise enterprise) {
    JsonNode taxNumber = request.path(enterprise.taxNumber());
    return trail.calls().stream()
        .filter(made -> made.operation().equals(operation))
        .filter(made -> made.request().path(enterprise.taxNumber()).equals(taxNumber));
  }

  private String digest(Flow.Derived derived) {
    String joined =
        derived.fields().stream().map(this::told).collect(Collectors.joining(derived.separator()));
    return Md5.hex(joined.getBytes(UTF_8));
  }

  /** Of a value that the contract describes, its name goes into the digest. */
  private String told(String name) {
    String value = request.path(name).asText();
    return operation.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .map(field -> field.names().getOrDefault(value, value))
        .orElse(value);
  }

  /** A call that redeems a task answers what the call that issued it was given, or answered. */
  private Optional<JsonNode> carried(String name) {
    if (flow.task() == null) {
      return Optional.ofNullable(request.get(name));
    }
    String task = request.path(flow.task()).asText();
    return trail.calls().stream()
        .filter(made -> issued(made, task))
        .findFirst()
        .map(made -> made.request().has(name) ? made.request() : made.answer())
        .map(from -> from.findValue(name));
  }

  private static boolean issued(Trail.Made made, String task) {
    return made.operation()
        .inFlow(Flow::taskAt)
        .filter(at -> made.answer().at(at).asText().equals(task))
        .isPresent();
  }

  private String mobile() {
    return request.path(requireNonNull(flow.mobile(), "the contract names no mobile")).asText();
  }

  /** Puts a value into an answer, as the JSON type that stands there. */
  private static void put(ObjectNode answer, JsonPointer at, JsonNode value) {
    if (answer.at(at.head()) instanceof ObjectNode parent) {
      parent.set(name(at), JsonType.like(parent.path(name(at)), value));
    }
  }

  private static String name(JsonPointer at) {
    return at.last().getMatchingProperty();
  }
}
