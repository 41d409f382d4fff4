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
import io.github.qxylogin.contracttests.check.TestUsers;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.TestUsers.Values;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Cipher;

/** The values of a real taxpayer, from the environment: {@code areaCode} is QXY_AREA_CODE. */
public final class Taxpayer implements Values, TestUsers {
  /** PKCS#1 padding takes 11 of the 128 bytes that the key can encrypt. */
  private static final int BLOCK = 117;

  private final Contract contract;
  private final Map<String, String> environment;

  /** Finds the credentials by their field names. */
  public Taxpayer(Contract contract, Map<String, String> environment, Credentials credentials) {
    this.contract = contract;
    this.environment = new HashMap<>(environment);
    for (Operation issuing : contract.operations(Flow.Role.ISSUES_TOKEN)) {
      Flow.Token token = issuing.flow().token();
      this.environment.put(Variables.of(token.appKey()), credentials.appKey());
      this.environment.put(Variables.of(token.secret()), credentials.hashedSecret());
    }
  }

  /** Returns the same person's values for everybody: there is but this one. */
  @Override
  public Values values(TestUser user) {
    return switch (user) {
      case DOCUMENTED -> Values.DOCUMENTED;
      case CONFIGURED -> this;
      case FRESH -> (operation, documented) -> fill(operation, documented, linkedFields(operation));
    };
  }

  /** In the middle of a flow, earlier calls provide these values, not the environment. */
  private Set<String> linkedFields(Operation operation) {
    Set<String> fields = new HashSet<>();
    contract.operations().stream()
        .flatMap(from -> from.links().stream())
        .filter(link -> link.operationId().equals(operation.id()))
        .flatMap(link -> link.fields().entrySet().stream())
        .filter(f -> f.getValue() instanceof Link.Source.Place place && place.inResponse())
        .forEach(f -> fields.add(f.getKey()));
    operation.inFlow(Flow::task).ifPresent(fields::add);
    operation.inFlow(Flow::smsCode).ifPresent(fields::add);
    return fields;
  }

  /**
   * Replaces the body's values with those of the environment. Required values must be there,
   * optional ones are used if present. A value is skipped if it would make the call cost more than
   * documented, or change the kind of the request.
   */
  @Override
  public ObjectNode fill(Operation operation, ObjectNode documented) throws MissingValuesException {
    return fill(operation, documented, Set.of());
  }

  private ObjectNode fill(Operation operation, ObjectNode documented, Set<String> linkedFields)
      throws MissingValuesException {
    ObjectNode filled = documented.deepCopy().remove(linkedFields);
    List<String> missing = new ArrayList<>();
    List<Field> typed = new ArrayList<>();
    for (Field field : operation.fields()) {
      if (linkedFields.contains(field.name()) || asksOtherwise(operation, field, documented)) {
        continue;
      }
      codeOfNoTask(operation, field).map(Variables::of).ifPresent(missing::add);
      Optional<JsonNode> value = value(field);
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
        .filter(field -> field.isEncryptedIn(filled))
        .forEach(field -> filled.put(field.name(), encrypted(filled.path(field.name()).asText())));
    return filled;
  }

  /** Returns the variable of the task; without the task an SMS code cannot be checked. */
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
        .map(key -> encrypt(typed, key))
        .orElse(typed);
  }

  /**
   * Encrypts a password as the platform requires: RSA with PKCS#1 padding, in blocks, in Base64.
   *
   * @param publicKey the X.509 key of 1024 bits that the contract names, in Base64
   */
  public static String encrypt(String text, String publicKey) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
      byte[] bytes = text.getBytes(UTF_8);
      ByteArrayOutputStream blocks = new ByteArrayOutputStream();
      for (int from = 0; from < bytes.length; from += BLOCK) {
        blocks.writeBytes(cipher.doFinal(bytes, from, Math.min(BLOCK, bytes.length - from)));
      }
      return Base64.getEncoder().encodeToString(blocks.toByteArray());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has RSA with PKCS#1 padding", impossible);
    }
  }

  /** A field of an unused alternative would replace the missing field. */
  private static boolean asksOtherwise(Operation operation, Field field, ObjectNode documented) {
    return !documented.has(field.name())
        && operation.alternatives().stream().anyMatch(names -> names.contains(field.name()));
  }

  private Optional<JsonNode> value(Field field) {
    if (!field.keepsEffect().isEmpty()) {
      return Optional.of(field.keepsEffect().get(0));
    }
    String value = environment.getOrDefault(Variables.of(field.name()), "");
    if (value.isBlank()) {
      return Optional.empty();
    }
    TextNode text = TextNode.valueOf(value);
    return Optional.of(field.accepts(text) ? text : JsonText.parse(value.getBytes(UTF_8)))
        .filter(field::accepts);
  }
}
