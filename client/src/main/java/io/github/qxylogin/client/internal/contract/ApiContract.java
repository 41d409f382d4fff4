package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The facts of the contract at run time. Immutable. */
public final class ApiContract {
  private static final ApiContract GENERATED = read();

  /** The platform's address. */
  public final String server;

  /** The public key for passwords, in Base64. */
  public final String publicKey;

  /** The header of the access token. */
  public final String tokenHeader;

  /** The header of the time of the request. */
  public final String dateHeader;

  /** The header of the signature. */
  public final String signatureHeader;

  /** The maximum difference between request date and platform clock. */
  public final Duration skew;

  /** The error code of a larger difference. */
  public final String dateSkewed;

  /** The grant type of token requests. */
  public final String grant;

  private final Set<String> listed;
  private final Set<String> sensitive = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final CodeTable elsewhere;

  /** By method and path. */
  private final Map<String, Operation> operations;

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
    elsewhere = new CodeTable(facts.path("elsewhere"), null);
    CodeTable usual = new CodeTable(facts, null);
    operations = Facts.map(facts.path("operations"), operation -> new Operation(operation, usual));
  }

  /** Returns the contract of the generated client. */
  public static ApiContract generated() {
    return GENERATED;
  }

  private static ApiContract read() {
    try (InputStream facts = ApiContract.class.getResourceAsStream("contract.json")) {
      if (facts == null) {
        String folder = ApiContract.class.getPackage().getName().replace('.', '/');
        throw new IllegalStateException(
            folder + "/contract.json is missing: keep it in the jar that contains the client");
      }
      return new ApiContract(new ObjectMapper().readTree(facts));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the operation of an HTTP method and a path below the base URL. */
  public Optional<Operation> operationAt(String method, String path) {
    return Optional.ofNullable(operations.get(method + " " + path));
  }

  /** Returns the meaning of a code on a path outside the contract. */
  public Optional<Code> code(String code) {
    return elsewhere.find(code);
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
