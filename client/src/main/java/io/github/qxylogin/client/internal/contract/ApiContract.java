package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The facts of the contract that its client needs at run time. Immutable. */
public final class ApiContract {
  private static final Set<Family> LOGINS =
      EnumSet.of(Family.LOGIN_INFORMATION, Family.SMS_TOO_FREQUENT);

  /** The platform's address. */
  public final String server;

  /** The key, in Base64, that passwords are encrypted with. */
  public final String publicKey;

  /** The header of the access token. */
  public final String tokenHeader;

  /** The header of the time of the request. */
  public final String dateHeader;

  /** The header of the signature. */
  public final String signatureHeader;

  /** How far the date may be from the platform's clock. */
  public final Duration skew;

  /** The code of a date that is further off. */
  public final String dateSkewed;

  /** The grant type with which the client asks for a token. */
  public final String grant;

  private final Set<String> listed;
  private final Set<String> sensitive = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final CodeTable codes;
  private final Map<String, Operation> operations = new HashMap<>();

  ApiContract(JsonNode facts) {
    server = facts.path("server").asText();
    publicKey = facts.path("publicKey").asText();
    tokenHeader = facts.path("tokenHeader").asText();
    dateHeader = facts.path("dateHeader").asText();
    signatureHeader = facts.path("signatureHeader").asText();
    skew = Duration.parse(facts.path("skew").asText());
    dateSkewed = facts.path("dateSkewed").asText();
    grant = facts.path("grant").asText();
    listed = new HashSet<>(Facts.texts(facts.path("listed")));
    sensitive.addAll(Facts.texts(facts.path("sensitive")));
    codes = new CodeTable(facts, null);
    facts
        .path("operations")
        .forEach(
            operation ->
                operations.put(
                    operation.path("method").asText() + operation.path("path").asText(),
                    new Operation(operation, codes)));
  }

  /** Returns the operation of a method and a path below the server's address. */
  public Optional<Operation> operationAt(String method, String path) {
    return Optional.ofNullable(operations.get(method + path));
  }

  /**
   * Returns what a code means on a path that the contract does not describe. A code that ends a
   * session in the responses of any operation does so there; one that is about a login or its SMS
   * in the catalogue declines the request.
   */
  public Optional<Code> code(String code) {
    Optional<Code> ending =
        operations.values().stream()
            .map(operation -> operation.code(code))
            .filter(known -> known.isPresent() && known.get().family == Family.SESSION_ENDED)
            .findFirst()
            .orElse(Optional.empty());
    return ending.isPresent()
        ? ending
        : codes.find(code).map(known -> LOGINS.contains(known.family) ? known.declining() : known);
  }

  /** Returns whether the contract lists a code anywhere. */
  public boolean lists(String code) {
    return listed.contains(code);
  }

  /** Returns whether the value of a member or a header is secret. */
  public boolean isSensitive(String name) {
    return sensitive.contains(name);
  }
}
