package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.People.MissingValuesException;
import io.github.qxylogin.contracttests.check.People.SmsCodes;
import io.github.qxylogin.contracttests.check.People.Values;
import io.github.qxylogin.contracttests.check.People.Whose;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one run of a check has asked and been answered so far, and for whom. */
public final class Trail {
  /** A call that was made. */
  public record Made(Operation operation, JsonNode request, JsonNode answer) {}

  /** A response lacks what the next call of a flow takes from it. */
  public static final class NoWayOnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int step;

    NoWayOnException(int step, String next) {
      super("has not what " + next + " needs of it");
      this.step = step;
    }

    /** Returns the step whose response it is. */
    public int step() {
      return step;
    }
  }

  private final People people;
  private final SmsCodes sent;
  private final Map<Whose, Values> values = new EnumMap<>(Whose.class);
  private final Map<Integer, Made> calls = new LinkedHashMap<>();
  private final Map<String, String> smsCodes = new HashMap<>();

  /**
   * Begins with no call.
   *
   * @param people the values that the target knows
   * @param sent tells the codes of the SMS that the target sends
   */
  public Trail(People people, SmsCodes sent) {
    this.people = people;
    this.sent = sent;
  }

  /** Returns somebody's values: the same person's for all calls of the check. */
  public Values values(Whose whose) {
    return values.computeIfAbsent(whose, people::values);
  }

  public void made(int step, Operation operation, JsonNode request, JsonNode answer) {
    calls.put(step, new Made(operation, request, answer));
  }

  /** If the same operation issued a new task, later steps use the new call. */
  public void madeAgain(Operation operation, JsonNode request, JsonNode answer) {
    if (issuesTask(operation, answer)) {
      Made again = new Made(operation, request, answer);
      calls.replaceAll((step, made) -> made.operation().equals(operation) ? again : made);
    }
  }

  /** Returns whether a response has the id of a task. */
  public static boolean issuesTask(Operation operation, JsonNode answer) {
    return operation
        .inFlow(Flow::taskAt)
        .filter(at -> answer.at(at).isValueNode() && !answer.at(at).isNull())
        .isPresent();
  }

  /** Returns the calls so far, in their order. */
  public List<Made> calls() {
    return List.copyOf(calls.values());
  }

  /**
   * Puts what an earlier call hands on into the fields of the next, and the code of its SMS.
   *
   * @throws NoWayOnException if that call's response lacks what the link takes
   * @throws MissingValuesException if nobody tells the code of the SMS
   */
  void handOn(Body.Taken taken, Operation next, ObjectNode fields) throws MissingValuesException {
    Made made = calls.get(taken.from());
    handedOn(taken.link(), made.request(), made.answer())
        .orElseThrow(() -> new NoWayOnException(taken.from(), next.id()))
        .properties()
        .forEach(field -> Body.put(fields, next, field.getKey(), field.getValue()));
    Optional<String> smsCode = next.inFlow(Flow::smsCode);
    if (smsCode.isPresent()) {
      fields.put(smsCode.get(), smsCode(made));
    }
  }

  /**
   * Returns the fields that a call hands on, without those that its request left out; nothing if
   * its answer lacks one.
   *
   * @param request the body of the call's request
   * @param answer the body of its answer
   */
  public static Optional<ObjectNode> handedOn(Link link, JsonNode request, JsonNode answer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Link.Source> field : link.fields().entrySet()) {
      if (field.getValue() instanceof Link.Source.Constant constant) {
        body.set(field.getKey(), constant.value());
        continue;
      }
      Link.Source.Place place = (Link.Source.Place) field.getValue();
      JsonNode value = (place.inResponse() ? answer : request).at(place.at());
      if (!value.isMissingNode() && !value.isNull()) {
        body.set(field.getKey(), value);
      } else if (place.inResponse()) {
        return Optional.empty();
      }
    }
    return Optional.of(body);
  }

  /** A person is asked once for the code of an SMS. */
  private String smsCode(Made made) throws MissingValuesException {
    String task = made.answer().at(made.operation().flow().taskAt()).asText();
    if (!smsCodes.containsKey(task)) {
      smsCodes.put(task, sent.codeOf(made.operation(), task));
    }
    return smsCodes.get(task);
  }
}
