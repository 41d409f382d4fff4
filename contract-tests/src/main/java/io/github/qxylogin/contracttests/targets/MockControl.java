package io.github.qxylogin.contracttests.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.MissingValuesException;
import io.github.qxylogin.contracttests.check.SmsCodes;
import io.github.qxylogin.contracttests.wire.Answer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The control API of a mock server: which contract it serves, and the SMS that it has "sent". */
public final class MockControl implements SmsCodes {
  private static final String HEALTH = "/__mock/health";
  private static final String SMS = "/__mock/sms";
  private static final String CONTRACT = "/openapi.json";
  private static final String SERVERS = "servers";
  private static final String MOCK = "qixiangyun-login-mock-server";

  /** As many digits of a digest as tell two apart. */
  private static final int SHOWN = 16;

  /** Whoever serves a document may write its members in another order. */
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Caller caller;
  private final Map<String, String> headers;

  /**
   * Speaks to the mock server that a caller calls.
   *
   * @param token the control token; empty where none is needed
   */
  public MockControl(Caller caller, String token) {
    this.caller = caller;
    this.headers = token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }

  /** Returns whether there is such a mock server at all. */
  boolean exists() {
    Answer health = caller.get(HEALTH, Map.of());
    return health.status() == 200 && health.body().path("service").asText().equals(MOCK);
  }

  /** Returns the name of the contract that it answers from. */
  String contract() {
    return nameOf(caller.get(CONTRACT, Map.of()).body());
  }

  /**
   * Returns what tells one contract from another: its version, and a digest of all that it says but
   * for where it is served.
   */
  static String nameOf(JsonNode document) {
    return "version "
        + document.at("/info/version").asText("unknown")
        + ", SHA-256 "
        + digest(document).substring(0, SHOWN);
  }

  private static String digest(JsonNode document) {
    try {
      Map<String, Object> members = new TreeMap<>();
      document
          .properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(), SORTED.convertValue(member.getValue(), Object.class)));
      members.remove(SERVERS);
      byte[] sorted = SORTED.writeValueAsBytes(members);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sorted));
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("JSON is written, and every JDK has SHA-256", impossible);
    }
  }

  /** Returns whether it lets itself be controlled. */
  boolean obeys() {
    return caller.get(SMS, headers).status() == 200;
  }

  @Override
  public String codeOf(Operation sending, String taskId) throws MissingValuesException {
    JsonNode sent = caller.get(SMS, headers).body();
    return StreamSupport.stream(sent.spliterator(), false)
        .filter(sms -> sms.path("taskId").asText().equals(taskId))
        .map(sms -> sms.path("smsCode").asText())
        .findFirst()
        .orElseThrow(() -> new MissingValuesException(List.of("an SMS for task " + taskId)));
  }
}
