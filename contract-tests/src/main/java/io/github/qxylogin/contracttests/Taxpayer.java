package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The values of a real taxpayer, from the environment: {@code areaCode} is QXY_AREA_CODE. */
final class Taxpayer implements Values {
  private final Map<String, String> environment;
  private final Credentials credentials;

  Taxpayer(Map<String, String> environment, Credentials credentials) {
    this.environment = environment;
    this.credentials = credentials;
  }

  /**
   * Takes every required value that the body has from the environment, and optional ones where it
   * has them; but none that would make a call cost more than the contract says.
   */
  @Override
  public ObjectNode fill(Operation operation, ObjectNode documented) throws MissingValuesException {
    ObjectNode filled = documented.deepCopy();
    List<String> missing = new ArrayList<>();
    for (Field field : operation.fields()) {
      Optional<JsonNode> value = value(operation, field);
      if (value.isPresent()) {
        filled.set(field.name(), value.get());
      } else if (field.required() && operation.signed() && documented.has(field.name())) {
        missing.add(variable(field));
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingValuesException(missing);
    }
    return filled;
  }

  private Optional<JsonNode> value(Operation operation, Field field) {
    Optional<Flow.Token> issue = operation.flow().flatMap(Flow::token);
    if (issue.isPresent()) {
      return credential(issue.get(), field);
    }
    if (!field.keepsEffect().isEmpty()) {
      return Optional.of(field.keepsEffect().get(0));
    }
    String value = environment.getOrDefault(variable(field), "");
    if (value.isBlank()) {
      return Optional.empty();
    }
    TextNode text =
        TextNode.valueOf(
            field.publicKey().map(key -> PasswordCipher.encrypt(value, key)).orElse(value));
    return Optional.of(field.accepts(text) ? text : JsonText.parse(value.getBytes(UTF_8)))
        .filter(field::accepts);
  }

  private Optional<JsonNode> credential(Flow.Token issue, Field field) {
    if (field.name().equals(issue.appKey())) {
      return Optional.of(TextNode.valueOf(credentials.appKey()));
    }
    return field.name().equals(issue.secret())
        ? Optional.of(TextNode.valueOf(credentials.hashedSecret()))
        : Optional.empty();
  }

  private static String variable(Field field) {
    String snake = field.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
    return "QXY_" + snake.toUpperCase(Locale.ROOT);
  }
}
