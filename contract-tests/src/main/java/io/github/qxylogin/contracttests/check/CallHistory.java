package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.TestUsers.Values;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of one check so far, and the test users of them. */
public final class CallHistory {
  /** A call that was made. */
  public record CompletedCall(Operation operation, JsonNode request, JsonNode response) {}

  /** A response lacks a value that the next call of a flow needs. */
  public static final class LinkValueMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int step;

    LinkValueMissingException(int step, String next) {
      super("lacks a value that " + next + " needs");
      this.step = step;
    }

    /** Returns the step of the response. */
    public int step() {
      return step;
    }
  }

  private final TestUsers testUsers;
  private final SmsCodes sent;
  private final Map<TestUser, Values> values = new EnumMap<>(TestUser.class);
  private final Map<Integer, CompletedCall> calls = new LinkedHashMap<>();
  private final Map<String, String> smsCodes = new HashMap<>();

  /**
   * Begins with no call.
   *
   * @param testUsers the values that the target accepts
   * @param sent returns the codes of the SMS that the target sends
   */
  public CallHistory(TestUsers testUsers, SmsCodes sent) {
    this.testUsers = testUsers;
    this.sent = sent;
  }

  /** Returns the values of a user, the same ones for all calls of the check. */
  public Values values(TestUser user) {
    return values.computeIfAbsent(user, testUsers::values);
  }

  public void made(int step, Operation operation, JsonNode request, JsonNode response) {
    calls.put(step, new CompletedCall(operation, request, response));
  }

  /** If the same operation issued a new task, later steps use the new call. */
  public void replaceIssuedTask(Operation operation, JsonNode request, JsonNode response) {
    if (issuesTask(operation, response)) {
      CompletedCall again = new CompletedCall(operation, request, response);
      calls.replaceAll((step, made) -> made.operation().equals(operation) ? again : made);
    }
  }

  /** Returns whether a response has the id of a task. */
  public static boolean issuesTask(Operation operation, JsonNode response) {
    return operation
        .inFlow(Flow::taskAt)
        .filter(at -> response.at(at).isValueNode() && !response.at(at).isNull())
        .isPresent();
  }

  /** Returns the calls so far, in their order. */
  public List<CompletedCall> calls() {
    return List.copyOf(calls.values());
  }

  /**
   * Copies the values of an earlier call, and the code of its SMS, into the fields of the next.
   *
   * @throws LinkValueMissingException if that call's response lacks a value of the link
   * @throws MissingValuesException if there is no code of the SMS
   */
  void copyLinked(Body.Taken taken, Operation next, ObjectNode fields)
      throws MissingValuesException {
    CompletedCall made = calls.get(taken.from());
    linkedFields(taken.link(), made.request(), made.response())
        .orElseThrow(() -> new LinkValueMissingException(taken.from(), next.id()))
        .properties()
        .forEach(field -> Body.put(fields, next, field.getKey(), field.getValue()));
    Optional<String> smsCode = next.inFlow(Flow::smsCode);
    if (smsCode.isPresent()) {
      fields.put(smsCode.get(), smsCode(made));
    }
  }

  /**
   * Returns the fields that a call hands on, without those that its request left out; nothing if
   * its response lacks one.
   *
   * @param request the body of the call's request
   * @param response the body of its response
   */
  public static Optional<ObjectNode> linkedFields(Link link, JsonNode request, JsonNode response) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Link.Source> field : link.fields().entrySet()) {
      if (field.getValue() instanceof Link.Source.Constant constant) {
        body.set(field.getKey(), constant.value());
        continue;
      }
      Link.Source.Place place = (Link.Source.Place) field.getValue();
      JsonNode value = (place.inResponse() ? response : request).at(place.at());
      if (!value.isMissingNode() && !value.isNull()) {
        body.set(field.getKey(), value);
      } else if (place.inResponse()) {
        return Optional.empty();
      }
    }
    return Optional.of(body);
  }

  /** A user is prompted once for the code of an SMS. */
  private String smsCode(CompletedCall made) throws MissingValuesException {
    String task = made.response().at(made.operation().flow().taskAt()).asText();
    if (!smsCodes.containsKey(task)) {
      smsCodes.put(task, sent.codeOf(made.operation(), task));
    }
    return smsCodes.get(task);
  }
}
