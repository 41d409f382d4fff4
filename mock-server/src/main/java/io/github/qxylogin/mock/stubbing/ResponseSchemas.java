package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.text.Message;
import java.util.Locale;
import java.util.Optional;
import wiremock.com.networknt.schema.InputFormat;
import wiremock.com.networknt.schema.JsonSchema;
import wiremock.com.networknt.schema.JsonSchemaFactory;
import wiremock.com.networknt.schema.PathType;
import wiremock.com.networknt.schema.SchemaLocation;
import wiremock.com.networknt.schema.SchemaValidatorsConfig;
import wiremock.com.networknt.schema.SpecVersion;
import wiremock.com.networknt.schema.ValidationMessage;

/** Validates responses by the contract's schemas, with the validator that WireMock has in it. */
final class ResponseSchemas {
  private final JsonSchema document;

  private ResponseSchemas(Contract contract) {
    document =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                contract.document().toString(),
                InputFormat.JSON,
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
  }

  /** Returns those of a contract, which are read when the first is needed: that takes a moment. */
  static ResponseSchemas of(Contract contract) {
    return contract.derived(ResponseSchemas.class, ResponseSchemas::new);
  }

  /**
   * Checks a response.
   *
   * @throws IllegalArgumentException naming the first place that does not match, and why
   */
  void check(Operation operation, JsonNode response) {
    JsonSchema schema =
        document.getRefSchema(
            SchemaLocation.Fragment.of(operation.responseSchema().place().toString()));
    first(schema, response, Locale.ENGLISH)
        .ifPresent(
            wrong -> {
              throw InvalidValueException.of(
                  "outcome.schema",
                  operation.id(),
                  place(wrong),
                  Message.of(
                      "texts",
                      wrong.getError(),
                      first(schema, response, Locale.CHINA).orElse(wrong).getError()));
            });
  }

  /** A member that is missing has a place too. */
  private static String place(ValidationMessage wrong) {
    String above = wrong.getInstanceLocation().toString();
    return wrong.getProperty() == null ? above : above + "/" + wrong.getProperty();
  }

  private static Optional<ValidationMessage> first(
      JsonSchema schema, JsonNode response, Locale language) {
    return schema
        .validate(
            response.toString(),
            InputFormat.JSON,
            context -> context.getExecutionConfig().setLocale(language))
        .stream()
        .findFirst();
  }
}
