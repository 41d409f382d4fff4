package io.github.qxylogin.mock.rules;

import static io.github.qxylogin.mock.http.InvalidValueException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.NearestName;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds values that the mock accepts and the platform may not, since the contract describes others.
 * A warning names the field and the rule, never the value.
 */
public final class Warnings {
  /** Longer lists of values are not shown. */
  private static final int MAX_LISTED = 20;

  /** A text with a leading zero is another id than its number. */
  private static final Pattern INTEGER = Pattern.compile("0|[1-9]\\d{0,17}");

  private final Map<String, List<Checked>> byOperation = new HashMap<>();
  private final Map<String, List<Field>> byName;

  public Warnings(Contract contract) {
    byName =
        contract.operations().stream()
            .flatMap(operation -> operation.fields().stream())
            .collect(Collectors.groupingBy(Field::name));
    int block =
        contract.operations().stream()
            .flatMap(operation -> operation.fields().stream())
            .flatMap(field -> Stream.ofNullable(field.publicKey()))
            .mapToInt(Warnings::blockLength)
            .max()
            .orElse(1);
    for (Operation operation : contract.operations()) {
      byOperation.put(
          operation.id(),
          operation.fields().stream().map(field -> Checked.of(field, operation, block)).toList());
    }
  }

  /** Returns the length in bytes of the blocks that a key encrypts to. */
  private static int blockLength(String publicKey) {
    try {
      X509EncodedKeySpec encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey));
      RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded);
      return key.getModulus().bitLength() / Byte.SIZE;
    } catch (GeneralSecurityException noKey) {
      throw new IllegalArgumentException("the contract's public key is no RSA key", noKey);
    }
  }

  /**
   * Returns what to warn of.
   *
   * @param accepted the same as the mock accepts it
   */
  List<Message> of(OperationRequest sent, OperationRequest accepted) {
    List<Message> warnings = new ArrayList<>();
    for (Checked checked : byOperation.get(sent.operation().id())) {
      checked.warning(sent.body(), accepted.body()).ifPresent(warnings::add);
    }
    unknown(sent).limit(MAX_LISTED).forEach(warnings::add);
    return warnings;
  }

  private static Stream<Message> unknown(OperationRequest sent) {
    Operation operation = sent.operation();
    List<String> fields = operation.fields().stream().map(Field::name).toList();
    List<String> absent = fields.stream().filter(name -> !sent.body().has(name)).toList();
    return sent.body().properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !fields.contains(name))
        .map(
            name -> {
              Message unknown = Message.of("warning.unknown", quoted(name), operation.id());
              return NearestName.of(name, absent)
                  .map(nearest -> Message.of("warning.nearest", unknown, nearest))
                  .orElse(unknown);
            });
  }

  /**
   * Returns the request as the mock accepts it. An id is a number in one operation and a text in
   * another, and no page documents whether the platform accepts both. A value is converted when
   * only other operations document its type for the field.
   */
  OperationRequest accepted(OperationRequest sent) {
    Map<String, JsonNode> converted = new HashMap<>();
    for (Field field : sent.operation().fields()) {
      converted(field, sent.body().path(field.name()))
          .ifPresent(value -> converted.put(field.name(), value));
    }
    return converted.isEmpty() ? sent : sent.with(sent.body().deepCopy().setAll(converted));
  }

  private Optional<JsonNode> converted(Field field, JsonNode value) {
    if (field.accepts(value)
        || byName.get(field.name()).stream().noneMatch(other -> other.accepts(value))) {
      return Optional.empty();
    }
    boolean integer = value.isTextual() && INTEGER.matcher(value.asText()).matches();
    return Optional.<JsonNode>of(
            integer ? LongNode.valueOf(value.asLong()) : TextNode.valueOf(value.asText()))
        .filter(other -> (integer || value.isNumber()) && field.accepts(other));
  }

  /**
   * The checks of a field.
   *
   * @param documented the values of the documented requests; their own pages forbid some
   * @param block how many bytes an encrypted block has
   */
  private record Checked(Field field, TextForm form, Set<String> documented, int block) {
    static Checked of(Field field, Operation operation, int block) {
      return new Checked(
          field,
          TextForm.of(operation.requestSchema().member(field.name()).orElseThrow()),
          operation.cases().stream()
              .flatMap(each -> Stream.ofNullable(each.request()))
              .map(request -> request.path(field.name()).asText())
              .collect(Collectors.toSet()),
          block);
    }

    Optional<Message> warning(JsonNode sent, JsonNode body) {
      JsonNode value = body.path(field.name());
      String text = value.asText();
      if (!value.equals(sent.path(field.name()))) {
        return Optional.of(CheckedParameters.wrongType(field, sent.path(field.name()), ""));
      }
      if (text.isBlank() || !field.accepts(value) || documented.contains(text)) {
        return Optional.empty();
      }
      if (!text.equals(text.strip())) {
        return Optional.of(Message.of("warning.blanks", field.name()));
      }
      if (field.isEncryptedIn(body) && !looksEncrypted(text)) {
        return Optional.of(Message.of("warning.not-encrypted", field.name(), block));
      }
      return (value.isTextual() ? form.fault(field.name(), text) : Optional.<Message>empty())
          .or(() -> unlisted(text));
    }

    private boolean looksEncrypted(String text) {
      try {
        return Base64.getDecoder().decode(text).length % block == 0;
      } catch (IllegalArgumentException noBase64) {
        return false;
      }
    }

    /** Several values may be joined with commas. */
    private Optional<Message> unlisted(String text) {
      Set<String> listed = field.names().keySet();
      if (listed.isEmpty() || listed.containsAll(List.of(text.split(",", -1)))) {
        return Optional.empty();
      }
      String key = listed.size() > MAX_LISTED ? "warning.unlisted" : "warning.unlisted-of";
      return Optional.of(Message.of(key, field.name(), listed.size(), String.join(", ", listed)));
    }
  }
}
