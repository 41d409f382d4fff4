package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract, as far as its client has to know. Not changed once it is made. */
public final class ApiContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final CodeTable codes = new CodeTable(null);
  private final Set<String> listed = new HashSet<>();
  private final Set<String> sensitive = new HashSet<>();
  private String server = "";
  private String publicKey = "";
  private String token = "";
  private String date = "";
  private String signature = "";
  private Duration skew = Duration.ZERO;
  private String dateSkewed = "";
  private String grant = "";

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException(noJson);
    }
  }

  // What the generated facts say

  /** Sets the platform's address, and the key in Base64 that passwords are encrypted with. */
  public ApiContract platform(String address, String key) {
    server = address;
    publicKey = key;
    return this;
  }

  /** Sets the headers of a signed call, and how far its date may be off in ISO 8601. */
  public ApiContract headers(String tokens, String dates, String signatures, String off) {
    token = tokens;
    date = dates;
    signature = signatures;
    skew = Duration.parse(off);
    return this;
  }

  /** Sets the code of a date that is too far off, and by what a token is asked for. */
  public ApiContract signingIn(String skewed, String granted) {
    dateSkewed = skewed;
    grant = granted;
    return this;
  }

  /** Adds names of members and headers whose values are secret. */
  public ApiContract sensitive(String... names) {
    for (String name : names) {
      sensitive.add(name.toLowerCase(Locale.ROOT));
    }
    return this;
  }

  /** Adds codes that the contract lists anywhere. */
  public ApiContract listed(String... names) {
    java.util.Collections.addAll(listed, names);
    return this;
  }

  /** Adds a code that means the same wherever no operation says otherwise. */
  public ApiContract code(Code code) {
    codes.add(code);
    return this;
  }

  /** Adds a class of codes that means the same wherever no operation says otherwise. */
  public ApiContract codeClass(Code like) {
    codes.addClass(like);
    return this;
  }

  /** Adds an operation, and returns it. All codes that it shares with others come first. */
  public Operation operation(String id, String method, String path) {
    Operation operation = new Operation(id, codes);
    operations.put(key(method, path), operation);
    return operation;
  }

  // What follows

  /** Returns the operation of a method and a path below the server's address. */
  public Optional<Operation> operationAt(String method, String path) {
    return Optional.ofNullable(operations.get(key(method, path)));
  }

  private static String key(String method, String path) {
    return method + " " + path;
  }

  /** Returns what a code means where no operation says otherwise. */
  public Optional<Code> code(String code) {
    return codes.find(code);
  }

  /** Returns whether the contract lists a code anywhere. */
  public boolean lists(String code) {
    return listed.contains(code);
  }

  /** Returns whether the value of a member or a header is secret. */
  public boolean isSensitive(String name) {
    return sensitive.contains(name.toLowerCase(Locale.ROOT));
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
    return token;
  }

  /** Returns the header of the time of the request. */
  public String dateHeader() {
    return date;
  }

  /** Returns the header of the signature. */
  public String signatureHeader() {
    return signature;
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
