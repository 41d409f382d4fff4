package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.NearestName;
import io.github.qxylogin.mock.exchange.RequestBody;
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
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds values that the mock accepts and the platform may not, since the contract describes others.
 * A warning names the field and the rule, never the value.
 */
public final class Warnings {
  /** Longer lists of values are not shown. */
  private static final int MOST_LISTED = 20;

  /** Any other name of a member may be a value that somebody wants to hide. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,39}");

  private final Map<String, List<Checked>> byOperation = new HashMap<>();
  private final Map<String, Set<String>> known = new HashMap<>();
  private final OtherTypes types;

  public Warnings(Contract contract) {
    types = new OtherTypes(contract);
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
          operation.fields().stream()
              .map(field -> Checked.of(field, operation, types, block))
              .toList());
      known.put(operation.id(), known(operation));
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

  private static Set<String> known(Operation operation) {
    Set<String> known = new TreeSet<>();
    operation.fields().forEach(field -> known.add(field.name()));
    operation.cases().stream()
        .flatMap(each -> Stream.ofNullable(each.request()))
        .forEach(request -> request.fieldNames().forEachRemaining(known::add));
    return known;
  }

  List<Message> of(Exchange exchange) {
    JsonNode body = exchange.body();
    List<Message> warnings = new ArrayList<>();
    for (Checked checked : byOperation.get(exchange.operation().id())) {
      checked.warning(body).ifPresent(warnings::add);
    }
    unknown(exchange).limit(MOST_LISTED).forEach(warnings::add);
    return warnings;
  }

  /** Names the similar field, unless the body has that field too. */
  private Stream<Message> unknown(Exchange exchange) {
    Operation operation = exchange.operation();
    Set<String> names = known.get(operation.id());
    return exchange
        .body()
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !names.contains(name))
        .map(
            name ->
                NAME.matcher(name).matches()
                    ? NearestName.of(name, names)
                        .filter(nearest -> !exchange.body().has(nearest))
                        .map(
                            nearest ->
                                Message.of("warning.misspelt", name, operation.id(), nearest))
                        .orElseGet(() -> Message.of("warning.unknown", name, operation.id()))
                    : Message.of("warning.no-name", operation.id()))
        .distinct();
  }

  /** Returns the request as the mock accepts it, each value in the type of its operation. */
  Exchange accepted(Exchange exchange) {
    return types.converted(exchange);
  }

  /**
   * The checks of a field.
   *
   * @param documented the values of the documented requests, some of which their own pages forbid
   * @param types of the same field in other operations
   * @param block how many bytes an encrypted block has
   */
  private record Checked(
      Field field, TextForm form, Set<String> documented, OtherTypes types, int block) {
    static Checked of(Field field, Operation operation, OtherTypes types, int block) {
      return new Checked(
          field,
          TextForm.of(operation.requestSchema().member(field.name()).orElseThrow()),
          operation.cases().stream()
              .flatMap(each -> Stream.ofNullable(each.request()))
              .map(request -> request.path(field.name()).asText())
              .collect(Collectors.toSet()),
          types,
          block);
    }

    Optional<Message> warning(JsonNode body) {
      JsonNode value = body.path(field.name());
      String text = value.asText();
      if (!field.accepts(value)) {
        return types.converted(field, value).map(converted -> type(value));
      }
      if (text.isBlank() || documented.contains(text)) {
        return Optional.empty();
      }
      if (!text.equals(text.strip())) {
        return Optional.of(Message.of("warning.blanks", field.name()));
      }
      if (isEncrypted(body) && !looksEncrypted(text)) {
        return Optional.of(Message.of("warning.not-encrypted", field.name(), block));
      }
      return (value.isTextual() ? form.fault(field.name(), text) : Optional.<Message>empty())
          .or(() -> unlisted(text));
    }

    private Message type(JsonNode value) {
      return Message.of(
          "warning.type",
          field.name(),
          RequestBody.type(value),
          CheckedParameters.types(field, value));
    }

    private boolean isEncrypted(JsonNode body) {
      return field.encryptedWhen() == null
          ? field.publicKey() != null
          : field.encryptedWhen().holds(body);
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
      String key = listed.size() > MOST_LISTED ? "warning.unlisted" : "warning.unlisted-of";
      return Optional.of(Message.of(key, field.name(), listed.size(), String.join(", ", listed)));
    }
  }
}
