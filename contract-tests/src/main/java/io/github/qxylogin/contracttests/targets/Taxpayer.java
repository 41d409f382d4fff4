package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.People;
import io.github.qxylogin.contracttests.check.People.MissingValuesException;
import io.github.qxylogin.contracttests.check.People.Values;
import io.github.qxylogin.contracttests.check.People.Whose;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The values of a real taxpayer, from the environment: {@code areaCode} is QXY_AREA_CODE. */
public final class Taxpayer implements Values, People {
  private final Contract contract;
  private final Map<String, String> environment;
  private final Credentials credentials;

  public Taxpayer(Contract contract, Map<String, String> environment, Credentials credentials) {
    this.contract = contract;
    this.environment = environment;
    this.credentials = credentials;
  }

  /** Returns the same person's values for everybody: there is but this one. */
  @Override
  public Values values(Whose whose) {
    return switch (whose) {
      case DOCUMENTED -> Values.DOCUMENTED;
      case KNOWN -> this;
      case PERSON -> this::fillUnderway;
    };
  }

  /** In the middle of a flow, what earlier calls hand on is no matter of the environment. */
  private ObjectNode fillUnderway(Operation operation, ObjectNode documented)
      throws MissingValuesException {
    Set<String> handedOn = handedOn(operation);
    ObjectNode filled = documented.deepCopy();
    filled.remove(handedOn);
    return fill(operation, filled, handedOn);
  }

  private Set<String> handedOn(Operation operation) {
    Set<String> fields = new HashSet<>();
    contract.operations().stream()
        .flatMap(from -> from.links().stream())
        .filter(link -> link.operationId().equals(operation.id()))
        .flatMap(link -> link.fields().entrySet().stream())
        .filter(f -> f.getValue() instanceof Link.Source.Place place && place.inAnswer())
        .forEach(f -> fields.add(f.getKey()));
    operation.inFlow(Flow::task).ifPresent(fields::add);
    operation.inFlow(Flow::smsCode).ifPresent(fields::add);
    return fields;
  }

  /**
   * Takes every required value that the body has from the environment, and optional ones where it
   * has them; but none that would make a call cost more than the contract says, and none that would
   * ask in another way than the body does.
   */
  @Override
  public ObjectNode fill(Operation operation, ObjectNode documented) throws MissingValuesException {
    return fill(operation, documented, Set.of());
  }

  private ObjectNode fill(Operation operation, ObjectNode documented, Set<String> handedOn)
      throws MissingValuesException {
    ObjectNode filled = documented.deepCopy();
    List<String> missing = new ArrayList<>();
    List<Field> typed = new ArrayList<>();
    for (Field field : operation.fields()) {
      if (handedOn.contains(field.name()) || asksOtherwise(operation, field, documented)) {
        continue;
      }
      codeOfNoTask(operation, field).map(Variables::of).ifPresent(missing::add);
      Optional<JsonNode> value = value(operation, field);
      if (value.isPresent()) {
        filled.set(field.name(), value.get());
        typed.add(field);
      } else if (field.required() && operation.signed() && documented.has(field.name())) {
        missing.add(Variables.of(field.name()));
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingValuesException(missing);
    }
    typed.stream()
        .filter(field -> field.encryptedWhen() != null && field.encryptedWhen().holds(filled))
        .forEach(field -> filled.put(field.name(), encrypted(filled.path(field.name()).asText())));
    return filled;
  }

  /** Returns the field of the task without which nobody knows whether an SMS code is right. */
  private Optional<String> codeOfNoTask(Operation operation, Field field) {
    return operation
        .inFlow(Flow::task)
        .filter(task -> field.name().equals(operation.flow().smsCode()))
        .filter(task -> environment.getOrDefault(Variables.of(task), "").isBlank());
  }

  /** The platform has one key for all fields that are encrypted. */
  private String encrypted(String typed) {
    return contract.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .flatMap(field -> Stream.ofNullable(field.publicKey()))
        .findFirst()
        .map(key -> PasswordCipher.encrypt(typed, key))
        .orElse(typed);
  }

  /** A field of an alternative that the body does not use would make up for what it lacks. */
  private static boolean asksOtherwise(Operation operation, Field field, ObjectNode documented) {
    return !documented.has(field.name())
        && operation.alternatives().stream().anyMatch(names -> names.contains(field.name()));
  }

  private Optional<JsonNode> value(Operation operation, Field field) {
    Optional<Flow.Token> issue = operation.inFlow(Flow::token);
    if (issue.isPresent()) {
      return credential(issue.get(), field);
    }
    if (!field.keepsEffect().isEmpty()) {
      return Optional.of(field.keepsEffect().get(0));
    }
    String value = environment.getOrDefault(Variables.of(field.name()), "");
    if (value.isBlank()) {
      return Optional.empty();
    }
    TextNode text =
        TextNode.valueOf(
            field.publicKey() == null ? value : PasswordCipher.encrypt(value, field.publicKey()));
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
}
