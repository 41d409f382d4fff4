package io.github.qxylogin.contract.arazzo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One workflow. The operations that create what its start needs come first. The start and all that
 * it links to follow, each once.
 */
final class Workflow {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Values that pages mask, leave empty, or fill in from the type alone. */
  private static final Pattern PLACEHOLDER = Pattern.compile("|0|string|.*(?:\\*|xx|XX).*");

  private final Contract contract;
  private final Operation start;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final ObjectNode inputs = JSON.objectNode();

  Workflow(Contract contract, Operation start) {
    this.contract = contract;
    this.start = start;
    start.inFlow(Flow::account).ifPresent(this::addOwner);
    start.inFlow(Flow::entity).filter(entity -> !creates(entity)).ifPresent(this::addCreator);
    follow(start, Map.of());
  }

  boolean hasSeveralSteps() {
    return steps.size() > 1;
  }

  ObjectNode json() {
    String words = start.id().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    ObjectNode workflow = JSON.objectNode().put("workflowId", words);
    workflow.put("summary", start.summary());
    workflow.putObject("inputs").put("type", "object").set("properties", inputs);
    workflow.putArray("steps").addAll(steps.values().stream().map(Step::json).toList());
    return workflow;
  }

  /** Adds the creation of the enterprise that a call is for, and of its account. */
  private void addOwner(AccountFlow account) {
    addFirst(o -> o.inFlow(Flow::entity).filter(e -> isOf(e, account)).isPresent());
    if (!account.does().creates()) {
      addFirst(o -> o.inFlow(Flow::account).filter(a -> a.does().creates()).isPresent());
    }
  }

  private static boolean isOf(EntityFlow entity, AccountFlow account) {
    return creates(entity) && account.enterprise().equals(entity.id());
  }

  private void addCreator(EntityFlow entity) {
    addFirst(
        o ->
            o.inFlow(Flow::entity)
                .filter(e -> creates(e) && e.kind().equals(entity.kind()))
                .isPresent());
  }

  private static boolean creates(EntityFlow entity) {
    return entity.does() == EntityFlow.Does.CREATES;
  }

  private void addFirst(Predicate<Operation> needed) {
    contract.operations().stream().filter(needed).findFirst().ifPresent(o -> add(o, Map.of()));
  }

  /** Adds a call, and those that it links to. No login begins within another. */
  private void follow(Operation operation, Map<String, Value> linked) {
    Step step = add(operation, linked);
    for (Link link : operation.links()) {
      Operation next = contract.operation(link.operationId());
      if (!steps.containsKey(next.id()) && !next.plays(Flow.Role.ISSUES_TASK)) {
        Map<String, Value> values = new LinkedHashMap<>();
        link.fields()
            .forEach(
                (name, source) -> step.value(name, source).ifPresent(v -> values.put(name, v)));
        follow(next, values);
      }
    }
  }

  /** Adds a call with the documented request, but for the linked values. */
  private Step add(Operation operation, Map<String, Value> linked) {
    Map<String, Value> payload = new LinkedHashMap<>();
    JsonNode documented = operation.firstSuccess().request();
    for (Map.Entry<String, JsonNode> member :
        documented == null ? Map.<String, JsonNode>of().entrySet() : documented.properties()) {
      String name = member.getKey();
      if (Value.field(operation, name).filter(field -> field.spellingOf() == null).isPresent()) {
        payload.put(
            name,
            Optional.ofNullable(linked.get(name))
                .or(() -> handedOn(name))
                .orElseGet(() -> usual(operation, name, member.getValue())));
      }
    }
    payload.putAll(linked);
    Step step = new Step(operation, payload, new LinkedHashMap<>());
    steps.put(operation.id(), step);
    return step;
  }

  /** Returns what the latest step that hands on a value of this name hands on. */
  private Optional<Value> handedOn(String name) {
    return steps.values().stream()
        .filter(step -> step.handsOn(name).isPresent())
        .reduce((earlier, later) -> later)
        .flatMap(step -> step.value(name, step.handsOn(name).get()));
  }

  /** Returns the value of the way to log in, or an input where the field takes its value. */
  private Value usual(Operation operation, String name, JsonNode documented) {
    Optional<Flow.Among> mode =
        start
            .inFlow(Flow::account)
            .flatMap(a -> Stream.of(a.modes(), a.byItself()).filter(Objects::nonNull).findFirst())
            .filter(among -> among.field().equals(name));
    if (mode.isPresent()) {
      String value = mode.get().values().get(0);
      return new Value(
          null,
          documented.isNumber() ? JSON.numberNode(Integer.parseInt(value)) : JSON.textNode(value));
    }
    JsonNode value = inputs.at("/" + name + "/default");
    if (value.isMissingNode()) {
      value = plain(operation, name, documented);
      if (value.isValueNode()) {
        String type = value.isBoolean() ? "boolean" : value.isNumber() ? "integer" : "string";
        inputs.putObject(name).put("type", type).set("default", value);
      }
    }
    return value.isValueNode() && Value.fits(operation, name, value)
        ? new Value("$inputs." + name, value)
        : new Value(null, plain(operation, name, documented));
  }

  /**
   * Returns the documented value, or the first plain one of any operation. So is the code of an
   * SMS, of which a mock has the same for all.
   */
  private JsonNode plain(Operation operation, String name, JsonNode documented) {
    return Stream.concat(
            Stream.of(documented).filter(own -> !name.equals(operation.flow().smsCode())),
            contract.operations().stream()
                .flatMap(other -> other.cases().stream())
                .filter(c -> c.request() != null && !c.magic().containsKey(name))
                .map(c -> c.request().path(name)))
        .filter(value -> value.isValueNode() && !PLACEHOLDER.matcher(value.asText()).matches())
        .filter(value -> Value.fits(operation, name, value))
        .findFirst()
        .orElse(documented);
  }
}
