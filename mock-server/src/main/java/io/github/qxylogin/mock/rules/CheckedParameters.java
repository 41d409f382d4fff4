package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.RoundedId;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.http.RequestBody;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Optional;

/** Rejects bodies that are no JSON object, miss a required field, or have a wrong type. */
final class CheckedParameters {
  private static final int LONGEST_SHOWN = 40;

  private CheckedParameters() {}

  static Optional<ChosenResponse> response(OperationRequest request, ErrorResponses errors) {
    Operation operation = request.operation();
    if (request.malformed()) {
      Message fault = request.http().body().fault();
      return Optional.of(errors.parameter(operation, Condition.BODY_MALFORMED, "").because(fault));
    }
    List<Field> missing = operation.missingFrom(request.body());
    for (Field field : operation.fields()) {
      if (missing.contains(field)) {
        return Optional.of(missing(operation, field.name(), errors));
      }
      JsonNode value = request.body().path(field.name());
      if (!value.isMissingNode() && !value.isNull() && !field.accepts(value)) {
        return Optional.of(
            errors
                .parameter(operation, Condition.PARAMETER_WRONG_TYPE, field.name())
                .because(wrongType(field, value, shown(value, field, request))));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the reason, with the types that the field has.
   *
   * @param shown what may be shown of the value
   */
  static Message wrongType(Field field, JsonNode value, String shown) {
    Message types =
        field.types().stream()
            .map(Message::plain)
            .reduce((one, other) -> Message.of("parameter.or", one, other))
            .orElseThrow();
    boolean rounded = value.isNumber() && RoundedId.of(value.asText()).isPresent();
    return Message.of(
        "parameter.type",
        field.name(),
        RequestBody.type(value) + shown,
        rounded ? Message.of("parameter.lost-digits", types) : types);
  }

  static ChosenResponse missing(Operation operation, String field, ErrorResponses errors) {
    return errors
        .parameter(operation, Condition.PARAMETER_MISSING, field)
        .because("parameter.missing", field);
  }

  /** Returns a short value, unless it is a secret of this or another field. */
  private static String shown(JsonNode value, Field field, OperationRequest request) {
    Optional<String> text = request.value(field.name());
    boolean secret =
        request.operation().fields().stream()
            .filter(Field::sensitive)
            .anyMatch(each -> request.value(each.name()).equals(text));
    return secret || !value.isValueNode() || value.asText().length() > LONGEST_SHOWN
        ? ""
        : " " + value;
  }
}
