package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contract, as far as its client has to know. What is generated sets the facts of this package
 * once, before anybody else has them; they stay so.
 */
public final class ApiContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<Family> LOGINS =
      EnumSet.of(Family.LOGIN_INFORMATION, Family.SMS_TOO_FREQUENT);

  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** What codes mean wherever no operation says otherwise. */
  final CodeTable codes = new CodeTable(null);

  /** The codes that the contract lists anywhere. */
  final Set<String> listed = new HashSet<>();

  /** The names of members and headers whose values are secret. */
  final Set<String> sensitive = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  String server = "";
  String publicKey = "";
  String tokenHeader = "";
  String dateHeader = "";
  String signatureHeader = "";
  Duration skew = Duration.ZERO;
  String dateSkewed = "";
  String grant = "";

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException(noJson);
    }
  }

  /** Adds an operation, and returns it. All codes that it shares with others come first. */
  public Operation operation(String id, String method, String path) {
    Operation operation = new Operation(id, codes);
    operations.put(key(method, path), operation);
    return operation;
  }

  /** Returns the operation of a method and a path below the server's address. */
  public Optional<Operation> operationAt(String method, String path) {
    return Optional.ofNullable(operations.get(key(method, path)));
  }

  private static String key(String method, String path) {
    return method + " " + path;
  }

  /**
   * Returns what a code means on a path that the contract does not describe. A code that ends a
   * session in the answers of any operation does so there; one that is about a login or its SMS in
   * the catalogue declines the request.
   */
  public Optional<Code> code(String code) {
    Optional<Code> ending =
        operations.values().stream()
            .map(operation -> operation.code(code))
            .filter(Optional::isPresent)
            .map(Optional::get)
            .filter(known -> known.family == Family.SESSION_ENDED)
            .findFirst();
    return ending.isPresent() ? ending : codes.find(code).map(ApiContract::outsideLogins);
  }

  private static Code outsideLogins(Code known) {
    return LOGINS.contains(known.family)
        ? new Code(known.code, Family.BUSINESS, "", false, null, known.refusedBeforeActing)
        : known;
  }

  /** Returns whether the contract lists a code anywhere. */
  public boolean lists(String code) {
    return listed.contains(code);
  }

  /** Returns whether the value of a member or a header is secret. */
  public boolean isSensitive(String name) {
    return sensitive.contains(name);
  }

  /** Returns the platform's address. */
  public String server() {
    return server;
  }

  /** Returns the key, in Base64, that passwords are encrypted with. */
  public String publicKey() {
    return publicKey;
  }

  /** Returns the header of the access token. */
  public String tokenHeader() {
    return tokenHeader;
  }

  /** Returns the header of the time of the request. */
  public String dateHeader() {
    return dateHeader;
  }

  /** Returns the header of the signature. */
  public String signatureHeader() {
    return signatureHeader;
  }

  /** Returns how far the date may be from the platform's clock. */
  public Duration skew() {
    return skew;
  }

  /** Returns whether a code says that the date was further off. */
  public boolean isDateSkewed(String code) {
    return code.equals(dateSkewed);
  }

  /** Returns by what the client asks for a token. */
  public String grant() {
    return grant;
  }
}
