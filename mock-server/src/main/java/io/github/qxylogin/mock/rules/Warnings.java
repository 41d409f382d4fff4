package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds values that the mock accepts and the platform may not, since the contract describes others.
 * A warning names the field and the rule, never the value.
 */
public final class Warnings {
  /** Longer lists of values are not shown. */
  private static final int MOST_LISTED = 20;

  private final Map<String, List<Checked>> byOperation = new HashMap<>();

  public Warnings(Contract contract) {
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

  List<Message> of(Exchange exchange) {
    JsonNode body = exchange.body();
    List<Message> warnings = new ArrayList<>();
    for (Checked checked : byOperation.get(exchange.operation().id())) {
      checked.warning(body).ifPresent(warnings::add);
    }
    return warnings;
  }

  /**
   * The checks of a field.
   *
   * @param documented the values of the documented requests, some of which their own pages forbid
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

    Optional<Message> warning(JsonNode body) {
      JsonNode value = body.path(field.name());
      String text = value.asText();
      if (text.isBlank() || !field.accepts(value) || documented.contains(text)) {
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
