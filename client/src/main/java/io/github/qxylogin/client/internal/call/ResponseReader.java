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
 * Converts a response to the result type of a method: to the outcome of the contract, or, for other
 * types, to a model of the whole response.
 */
public final class ResponseReader {
  /** The data member of every response. */
  private static final String DATA = FetchTokenResponse.JSON_PROPERTY_DATA;

  private final ObjectMapper json;
  private final @Nullable LoginServices login;
  private final Clock clock;

  /**
   * Creates a reader.
   *
   * @param login makes the calls that continue an outcome; null if there are none
   * @param clock the time when a code was sent
   */
  public ResponseReader(ObjectMapper json, @Nullable LoginServices login, Clock clock) {
    this.json = json;
    this.login = login;
    this.clock = clock;
  }

  /** Returns the reader of a type. */
  CallRunner.Reader<@Nullable Object> reading(Type type) {
    JavaType wanted = json.constructType(type);
    boolean outcome =
        wanted.hasRawClass(Void.class)
            || wanted.isTypeOrSubTypeOf(Outcome.class)
            || wanted.isTypeOrSubTypeOf(OutcomeUnion.class);
    return outcome
        ? (context, error) -> outcome(wanted, context, error)
        : (context, error) -> model(wanted, context, error);
  }

  private @Nullable Object model(
      JavaType wanted, ResponseContext context, @Nullable QixiangyunException error)
      throws JsonProcessingException {
    if (error != null) {
      throw error;
    }
    return json.treeToValue(context.tree(), wanted);
  }

  private @Nullable Object outcome(
      JavaType wanted, ResponseContext context, @Nullable QixiangyunException error)
      throws JsonProcessingException {
    Operation operation = context.call.operation;
    if (operation == null) {
      return model(wanted, context, error);
    }
    JsonNode normalized = operation.normalize(context.tree());
    String name =
        operation
            .outcomeOf(normalized)
            .orElseThrow(
                () -> error == null ? context.lacks(operation.missingPath(normalized)) : error);
    if (wanted.hasRawClass(Void.class)) {
      return null;
    }
    if (wanted.isTypeOrSubTypeOf(Outcome.class)
        && !wanted.getRawClass().getSimpleName().equals(name)) {
      throw context.invalid("the outcome " + name, null);
    }
    return bound(read(wanted, name, normalized.path(DATA), context));
  }

  private Object read(JavaType wanted, String name, JsonNode data, ResponseContext context)
      throws JsonProcessingException {
    ObjectNode kept = json.createObjectNode();
    if (data.isObject()) {
      kept.setAll((ObjectNode) data);
    } else if (data.isArray()) {
      kept.set(DATA, withoutGaps(data, context));
    }
    context.call.operation.texts.stream()
        .filter(kept::hasNonNull)
        .forEach(text -> kept.put(text, context.masked(kept.get(text).asText())));
    kept.put(Outcome.SENT_AT, clock.instant().toString());
    kept.put(Outcome.NAME, name).set(Outcome.SENT, sent(context));
    try {
      return json.treeToValue(kept, wanted);
    } catch (JsonMappingException wrong) {
      if (data.isObject()) {
        wrong.prependPath(kept, DATA);
      }
      throw wrong;
    }
  }

  private static JsonNode withoutGaps(JsonNode list, ResponseContext context) {
    for (int index = 0; index < list.size(); index++) {
      if (list.get(index).isNull()) {
        throw context.lacks(DATA + "." + index);
      }
    }
    return list;
  }

  /** Returns the request fields that the next calls need, without secrets. */
  private JsonNode sent(ResponseContext context) {
    Operation operation = context.call.operation;
    ObjectNode sent = json.createObjectNode();
    JsonNode body =
        operation.carried.isEmpty() ? sent : FixedRequestBody.of(context.request).json();
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
