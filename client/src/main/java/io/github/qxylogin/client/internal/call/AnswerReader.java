package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.model.FetchTokenResponse;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.Outcome;
import io.github.qxylogin.client.services.OutcomeUnion;
import java.lang.reflect.Type;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer as what a method gives: as the outcome that the contract says it tells, or, for a
 * type that is no outcome, as a model of the whole answer.
 */
public final class AnswerReader {
  /** Every answer calls it so. */
  private static final String DATA = FetchTokenResponse.JSON_PROPERTY_DATA;

  private final ObjectMapper json;
  private final @Nullable LoginServices login;
  private final Clock clock;

  /**
   * Creates a reader.
   *
   * @param login makes the calls that continue an outcome; null where none does
   * @param clock tells when a code was sent
   */
  public AnswerReader(ObjectMapper json, @Nullable LoginServices login, Clock clock) {
    this.json = json;
    this.login = login;
    this.clock = clock;
  }

  /** Returns what reads an answer as a type. */
  CallRunner.Reader<@Nullable Object> reading(Type type) {
    JavaType wanted = json.constructType(type);
    boolean outcome =
        wanted.hasRawClass(Void.class)
            || wanted.isTypeOrSubTypeOf(Outcome.class)
            || wanted.isTypeOrSubTypeOf(OutcomeUnion.class);
    return outcome
        ? (answer, refusal) -> outcome(wanted, answer, refusal)
        : (answer, refusal) -> model(wanted, answer, refusal);
  }

  private @Nullable Object model(
      JavaType wanted, AnswerContext answer, @Nullable QixiangyunException refusal)
      throws JsonProcessingException {
    if (refusal != null) {
      throw refusal;
    }
    return json.treeToValue(answer.tree(), wanted);
  }

  private @Nullable Object outcome(
      JavaType wanted, AnswerContext answer, @Nullable QixiangyunException refusal)
      throws JsonProcessingException {
    Operation operation = answer.call.operation;
    if (operation == null) {
      return model(wanted, answer, refusal);
    }
    JsonNode spelt = operation.spelt(answer.tree());
    String name =
        operation
            .outcomeOf(spelt)
            .orElseThrow(() -> refusal == null ? answer.lacks(operation.lacking(spelt)) : refusal);
    if (wanted.hasRawClass(Void.class)) {
      return null;
    }
    if (wanted.isTypeOrSubTypeOf(Outcome.class)
        && !wanted.getRawClass().getSimpleName().equals(name)) {
      throw answer.invalid("with the outcome " + name, null);
    }
    return bound(read(wanted, name, spelt.path(DATA), answer));
  }

  private Object read(JavaType wanted, String name, JsonNode data, AnswerContext answer)
      throws JsonProcessingException {
    ObjectNode kept = json.createObjectNode();
    if (data.isObject()) {
      kept.setAll((ObjectNode) data);
    } else if (data.isArray()) {
      kept.set(DATA, withoutGaps(data, answer));
    }
    answer.call.operation.texts.stream()
        .filter(kept::hasNonNull)
        .forEach(text -> kept.put(text, answer.masked(kept.get(text).asText())));
    kept.put(Outcome.SENT_AT, clock.instant().toString());
    kept.put(Outcome.NAME, name).set(Outcome.SENT, sent(answer));
    try {
      return json.treeToValue(kept, wanted);
    } catch (JsonMappingException wrong) {
      if (data.isObject()) {
        wrong.prependPath(kept, DATA);
      }
      throw wrong;
    }
  }

  private static JsonNode withoutGaps(JsonNode list, AnswerContext answer) {
    for (int index = 0; index < list.size(); index++) {
      if (list.get(index).isNull()) {
        throw answer.lacks(DATA + "." + index);
      }
    }
    return list;
  }

  /** What the request said that the next calls need, but no secret of it. */
  private JsonNode sent(AnswerContext answer) {
    Operation operation = answer.call.operation;
    ObjectNode sent = json.createObjectNode();
    JsonNode body = operation.carried.isEmpty() ? sent : FixedRequestBody.of(answer.request).json();
    operation.carried.stream()
        .filter(field -> body.path(field).isValueNode() && !body.path(field).isNull())
        .forEach(field -> sent.set(field, body.path(field)));
    return sent;
  }

  private Object bound(Object outcome) {
    if (login == null) {
      return outcome;
    }
    return outcome instanceof OutcomeUnion
        ? ((OutcomeUnion) outcome).bindTo(login)
        : ((Outcome) outcome).bindTo(login);
  }
}
