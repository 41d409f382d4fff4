package io.github.qxylogin.contract.arazzo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One workflow. The operations that create the enterprise and the account of its start come first.
 * The start and all that it links to follow, each once.
 */
final class Workflow {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Values that pages mask, leave empty, or fill in from the type alone. */
  private static final Pattern PLACEHOLDER = Pattern.compile("|0|string|.*(?:\\*|xx|XX).*");

  private final Contract contract;
  private final Operation start;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final ObjectNode inputs = JSON.objectNode();

  /** The accounts that the start is for. */
  private final Optional<Flow.Among> mode;

  Workflow(Contract contract, Operation start) {
    this.contract = contract;
    this.start = start;
    mode =
        start
            .inFlow(Flow::account)
            .flatMap(a -> Stream.of(a.modes(), a.byItself()).filter(Objects::nonNull).findFirst());
    start
        .inFlow(Flow::account)
        .ifPresent(
            account -> {
              addFirst(flow -> creates(flow.entity(), account.enterprise()));
              if (!account.does().creates()) {
                addFirst(flow -> flow.account() != null && flow.account().does().creates());
              }
            });
    follow(start, Map.of());
  }

  ObjectNode json() {
    String words = start.id().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    ObjectNode workflow = JSON.objectNode().put("workflowId", words);
    workflow.put("summary", start.summary());
    workflow.putObject("inputs").put("type", "object").set("properties", inputs);
    workflow.putArray("steps").addAll(steps.values().stream().map(Step::json).toList());
    return workflow;
  }

  private static boolean creates(@Nullable EntityFlow entity, String id) {
    return entity != null && entity.does() == EntityFlow.Does.CREATES && id.equals(entity.id());
  }

  /** Adds the first operation with such a flow, if there is one. */
  private void addFirst(Predicate<Flow> wanted) {
    contract.operations().stream()
        .filter(operation -> operation.inFlow(wanted::test).orElse(false))
        .findFirst()
        .ifPresent(operation -> add(operation, Map.of()));
  }

  /** Adds a call, and its linked calls. No login begins within another. */
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
    for (Field field : operation.fields()) {
      if (documented != null && documented.has(field.name()) && field.spellingOf() == null) {
        payload.put(field.name(), value(operation, field, documented.path(field.name()), linked));
      }
    }
    payload.putAll(linked);
    Step step = new Step(operation, payload, new LinkedHashMap<>());
    steps.put(operation.id(), step);
    return step;
  }

  /** Returns the linked value, that of the latest step, the mode of the login, or an input. */
  private Value value(
      Operation operation, Field field, JsonNode documented, Map<String, Value> linked) {
    String name = field.name();
    Optional<Step> earlier =
        steps.values().stream()
            .filter(step -> step.handsOn(name).isPresent())
            .reduce((before, later) -> later);
    if (linked.containsKey(name)) {
      return linked.get(name);
    } else if (earlier.isPresent()) {
      return earlier.get().value(name, earlier.get().handsOn(name).get()).get();
    } else if (mode.isPresent() && mode.get().field().equals(name)) {
      String value = mode.get().values().get(0);
      return new Value(
          null,
          documented.isNumber() ? JSON.numberNode(Integer.parseInt(value)) : JSON.textNode(value));
    }
    JsonNode plain = plain(operation, field, documented);
    if (plain.isValueNode() && !inputs.has(name)) {
      String type = plain.isBoolean() ? "boolean" : plain.isNumber() ? "integer" : "string";
      inputs.putObject(name).put("type", type).set("default", plain);
    }
    JsonNode input = inputs.path(name).path("default");
    return fits(operation, field, input)
        ? new Value("$inputs." + name, input)
        : new Value(null, plain);
  }

  /**
   * Returns the documented value, or the first plain one of any operation. So is the code of an
   * SMS; a mock has one code for all. Of an encrypted value the longest is plain: a whole block of
   * the cipher.
   */
  private JsonNode plain(Operation operation, Field field, JsonNode documented) {
    String name = field.name();
    Stream<JsonNode> fitting =
        Stream.concat(
                Stream.of(documented)
                    .filter(d -> !Optional.of(name).equals(operation.inFlow(Flow::smsCode))),
                contract.operations().stream()
                    .flatMap(other -> other.cases().stream())
                    .filter(c -> c.request() != null && !c.magic().containsKey(name))
                    .map(c -> c.request().path(name)))
            .filter(value -> !PLACEHOLDER.matcher(value.asText()).matches())
            .filter(value -> fits(operation, field, value));
    boolean encrypted = field.publicKey() != null || field.encryptedWhen() != null;
    return (encrypted
            ? fitting.max(Comparator.comparingInt(value -> value.asText().length()))
            : fitting.findFirst())
        .orElse(documented);
  }

  /** Returns whether a field takes a value, and the value alone selects no case. */
  private static boolean fits(Operation operation, Field field, JsonNode value) {
    return value.isValueNode()
        && field.accepts(value)
        && operation.cases().stream()
            .map(c -> c.magic().get(field.name()))
            .noneMatch(magic -> magic != null && magic.asText().equals(value.asText()));
  }
}
