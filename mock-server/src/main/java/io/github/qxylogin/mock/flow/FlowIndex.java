package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.OperationRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Indexes of the whole contract for the flows. Worked out once; immutable. */
public final class FlowIndex {
  private final Contract contract;
  private final Map<Operation, Set<String>> declared = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> identities = new HashSet<>();
  private final Map<Operation, List<Operation>> opened = new HashMap<>();
  private final Duration longestSession;
  private final Recipients recipients;

  public FlowIndex(Contract contract) {
    for (Operation operation : contract.operations()) {
      declared.put(
          operation, operation.fields().stream().map(Field::name).collect(Collectors.toSet()));
      Flow flow = operation.flow();
      if (flow != null) {
        identities.addAll(flow.identity());
        names.addAll(flow.session());
        names.addAll(flow.person());
        names.addAll(flow.lifts());
        Stream.of(flow.lockedBy(), flow.mobile()).filter(Objects::nonNull).forEach(names::add);
        names.addAll(FlowValues.namesOf(operation, "task"));
      }
    }
    names.addAll(identities);
    List<Operation> checks = contract.operations(Flow.Role.CHECKS_SESSION);
    contract.operations().forEach(opener -> opened.put(opener, opened(opener, checks)));
    this.contract = contract;
    longestSession =
        contract.operations(Flow.Role.ISSUES_TASK).stream()
            .flatMap(operation -> operation.inFlow(Flow::sessionLifetime).stream())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    recipients = new Recipients(contract);
  }

  public Recipients recipients() {
    return recipients;
  }

  /** Returns a call without the members that its operation does not declare. */
  OperationRequest declared(OperationRequest request) {
    Set<String> fields = declared.get(request.operation());
    for (Map.Entry<String, JsonNode> member : request.body().properties()) {
      if (!fields.contains(member.getKey())) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return request.with(body.<ObjectNode>setAll(request.body()).retain(fields));
      }
    }
    return request;
  }

  /** Returns how long a session holds that was opened without a task. */
  Duration longestSession() {
    return longestSession;
  }

  /**
   * Returns the request and response values of a call that later calls of the flow send or receive,
   * by field.
   */
  Map<String, String> values(OperationRequest request, JsonNode response) {
    Map<String, String> values = new HashMap<>();
    collect(response, values);
    for (Map.Entry<String, JsonNode> member : request.body().properties()) {
      String name = member.getKey();
      if (names.contains(name)) {
        request.value(name).filter(v -> !v.isBlank()).ifPresent(v -> values.put(name, v));
      }
    }
    return values;
  }

  /** Searches a response at any depth, a request only at the top level. */
  private void collect(JsonNode response, Map<String, String> values) {
    for (Map.Entry<String, JsonNode> member : response.properties()) {
      JsonNode value = member.getValue();
      if (value.isObject()) {
        collect(value, values);
      } else if (names.contains(member.getKey()) && value.isValueNode() && !value.isNull()) {
        values.put(member.getKey(), OperationRequest.bounded(value.asText()));
      }
    }
  }

  /** Returns those of the values that are identities, without repetitions. */
  List<String> identities(Map<String, String> values) {
    List<String> named = new ArrayList<>(values.size());
    for (String field : identities) {
      String value = values.get(field);
      if (value != null && !named.contains(value)) {
        named.add(value);
      }
    }
    return List.copyOf(named);
  }

  /** Returns the checks that a flow names, or else those of the same group. */
  private static List<Operation> opened(Operation opener, List<Operation> checks) {
    List<String> named = opener.inFlow(Flow::opens).orElse(List.of());
    return checks.stream()
        .filter(c -> named.isEmpty() ? c.tag().equals(opener.tag()) : named.contains(c.id()))
        .toList();
  }

  /** Returns the keys under which the contract's checks look for the session that a login opens. */
  List<String> sessions(Operation opener, Map<String, String> values) {
    List<String> sessions = new ArrayList<>();
    for (Operation check : opened.get(opener)) {
      List<String> fields = Objects.requireNonNull(check.flow()).session();
      if (values.keySet().containsAll(fields)) {
        sessions.add(session(check.id(), fields.stream().map(values::get).toList()));
      }
    }
    return sessions;
  }

  /** Returns the key of a session: the operation that checks it, and the values of its fields. */
  public static String session(String check, List<String> values) {
    return check + FlowState.SEPARATOR + FlowState.key(values);
  }

  /** Returns the operation that redeems or polls the tasks of another. */
  Optional<Operation> redeemerOf(Operation issuer) {
    return contract.operations().stream()
        .filter(next -> next.inFlow(Flow::task).isPresent() && issuer.linkTo(next).isPresent())
        .findFirst();
  }
}
