package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the platform may differ from the mock server, where the pages have two forms or say nothing:
 * from call to call of an operation its responses have another form.
 */
final class Variety {
  private static final String DATA = "data";
  private static final String UNPRINTED = "该请求未被受理";

  private final Contract contract;
  private final Map<Operation, Integer> calls = new HashMap<>();
  private final Set<Operation> late = new HashSet<>();

  Variety(Contract contract) {
    this.contract = contract;
  }

  /** Returns a response in a form that is as good as the mock server's. */
  ProxiedResponse of(Operation operation, ProxiedResponse response) {
    int turn = turn(operation);
    ProxiedResponse soFar = holdsLate(operation, response);
    return soFar.changed(body -> vary(operation, soFar, body, turn));
  }

  /** After a login, the first check of its session reports that there is none. */
  private synchronized ProxiedResponse holdsLate(Operation operation, ProxiedResponse response) {
    if (operation.plays(Flow.Role.REDEEMS_TASK) && response.succeeds(operation)) {
      late.addAll(contract.operations(Flow.Role.CHECKS_SESSION));
    }
    boolean held = operation.caseWhen(Condition.SESSION_HELD).filter(response::is).isPresent();
    return held && late.remove(operation)
        ? operation.caseWhen(Condition.SESSION_ENDED).map(ProxiedResponse::of).orElseThrow()
        : response;
  }

  private synchronized int turn(Operation operation) {
    return calls.merge(operation, 1, Integer::sum);
  }

  private void vary(Operation operation, ProxiedResponse response, ObjectNode body, int turn) {
    if (turn % 2 == 0 && HarmlessChanges.mayRespell(operation)) {
      HarmlessChanges.respell(body);
    }
    if (isError(operation, body)) {
      open(body, turn);
    }
    if (evidence(operation, response).filter(e -> !e.documented()).isPresent()
        && isError(operation, body)) {
      text(body, turn);
      code(operation, body.path(Envelope.CODE).asText())
          .ifPresent(code -> body.put(Envelope.CODE, code));
    }
    operation.inFlow(Flow::taskAt).ifPresent(at -> task(body, at, turn));
    if (body.path(DATA) instanceof ArrayNode rows) {
      complete(operation, rows);
      rows(operation, rows, turn);
    }
  }

  private static boolean isError(Operation operation, ObjectNode body) {
    return operation.familyOf(body.path(Envelope.CODE).asText()) != Family.OK;
  }

  /** Pages print an empty text, null or nothing as the data of an error. */
  private static void open(ObjectNode body, int turn) {
    boolean none = !body.has(DATA) || JsonType.isNullOrEmpty(body.get(DATA));
    if (none && turn % 3 == 0) {
      body.put(DATA, "");
    } else if (none && turn % 3 == 1) {
      body.putNull(DATA);
    } else if (none) {
      body.remove(DATA);
    }
  }

  /** Where no page prints the text of an error, none has to come. */
  private static void text(ObjectNode body, int turn) {
    String name = Envelope.nameIn(body, Envelope.MESSAGE);
    if (turn % 3 == 0) {
      body.putNull(name);
    } else if (turn % 3 == 1) {
      body.remove(name);
    } else {
      body.put(name, UNPRINTED);
    }
  }

  private Optional<Evidence> evidence(Operation operation, ProxiedResponse response) {
    Optional<Evidence> ofCase =
        operation.cases().stream().filter(response::is).map(Case::evidence).findFirst();
    return ofCase.or(
        () ->
            Stream.of(Condition.values())
                .filter(condition -> response.isFor(operation, condition))
                .findFirst()
                .map(condition -> catalogued(operation, condition)));
  }

  private Evidence catalogued(Operation operation, Condition condition) {
    boolean ofParameter =
        condition == Condition.PARAMETER_MISSING
            || condition == Condition.PARAMETER_WRONG_TYPE
            || condition == Condition.BODY_MALFORMED;
    return ofParameter
        ? contract.parameterError(operation, condition, "").evidence()
        : contract.codes().responseTo(condition).evidence();
  }

  /** Returns another code of the family, without another documented meaning. */
  private Optional<String> code(Operation operation, String assumed) {
    Set<String> names = contract.codes().names();
    Stream<String> near =
        assumed.matches("\\d{4}")
            ? IntStream.range(3, 9).mapToObj(n -> "" + (Integer.parseInt(assumed) + n))
            : Stream.empty();
    Family family = operation.familyOf(assumed);
    return family == Family.PARAMETER
        ? names.stream()
            .filter(code -> !code.equals(assumed))
            .filter(code -> operation.familyOf(code) == family)
            .findFirst()
        : near.filter(code -> !names.contains(code))
            .filter(code -> operation.codes().classOf(code) == operation.codes().classOf(assumed))
            .findFirst();
  }

  private static void task(ObjectNode body, JsonPointer at, int turn) {
    JsonNode task = body.at(at);
    if (task.isIntegralNumber() && turn % 2 == 0) {
      ((ObjectNode) body.at(at.head()))
          .set(at.last().getMatchingProperty(), TextNode.valueOf(task.asText()));
    }
  }

  private static List<String> common(JsonNode rows) {
    List<String> common = new ArrayList<>();
    rows.path(0).fieldNames().forEachRemaining(common::add);
    rows.forEach(row -> common.removeIf(name -> !row.has(name)));
    return common;
  }

  /** The mock server leaves out values of a row that no call has sent. */
  private static void complete(Operation operation, ArrayNode rows) {
    JsonNode documented = operation.firstSuccess().response().path(DATA).path(0);
    rows.forEach(
        row ->
            documented
                .properties()
                .forEach(m -> ((ObjectNode) row).putIfAbsent(m.getKey(), m.getValue())));
  }

  /** Rows come in any order, and have of their members those that all documented ones have. */
  private static void rows(Operation operation, ArrayNode rows, int turn) {
    List<JsonNode> others = new ArrayList<>();
    rows.forEach(others::add);
    if (turn % 2 == 0) {
      Collections.reverse(others);
    }
    List<String> common = common(operation.firstSuccess().response().path(DATA));
    if (turn % 3 == 1) {
      others.stream().map(ObjectNode.class::cast).forEach(row -> row.retain(common));
    }
    rows.removeAll();
    rows.addAll(others);
  }
}
