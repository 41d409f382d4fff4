package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The body is no JSON object, lacks a required field, or has one of a wrong type. */
final class CheckedParameters implements Rule {
  private final CatalogueAnswers answers;

  CheckedParameters(CatalogueAnswers answers) {
    this.answers = answers;
  }

  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    Operation operation = exchange.operation();
    if (exchange.malformed()) {
      return Optional.of(
          answers
              .parameter(operation, Condition.BODY_MALFORMED, "")
              .because("the body is no JSON object"));
    }
    List<Field> missing = operation.missingFrom(exchange.body());
    for (Field field : operation.fields()) {
      if (missing.contains(field)) {
        return Optional.of(
            answers
                .parameter(operation, Condition.PARAMETER_MISSING, field.name())
                .because(field.name() + " is required, and missing or empty"));
      }
      JsonNode value = exchange.body().path(field.name());
      if (!value.isMissingNode() && !value.isNull() && !field.accepts(value)) {
        return Optional.of(
            answers
                .parameter(operation, Condition.PARAMETER_WRONG_TYPE, field.name())
                .because(
                    "%s came as %s; send it as %s"
                        .formatted(field.name(), type(value), String.join(" or ", field.types()))));
      }
    }
    return Optional.empty();
  }

  /** Names a value's type as JSON Schema does. */
  private static String type(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
