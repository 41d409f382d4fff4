package io.github.qxylogin.contracttests.targets;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The control API of a mock server: which contract it serves, and the SMS that it has "sent". */
public final class MockControl implements SmsCodes {
  private static final String HEALTH = "/__mock/health";
  private static final String SMS = "/__mock/sms";
  private static final String CONTRACT = "/openapi.json";
  private static final String DIGEST = "x-digest";

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

  /** Returns whether it was started so that it rejects more: {@code signed}, {@code strict}. */
  boolean is(String mode) {
    return caller.get(HEALTH, Map.of()).body().path(mode).asBoolean();
  }

  /** Returns the name of the contract that it serves. */
  String contract() {
    return nameOf(caller.get(CONTRACT, Map.of()).body());
  }

  /** Returns the identity of a contract: its version and digest. */
  static String nameOf(JsonNode document) {
    return "version %s, SHA-256 %.16s"
        .formatted(
            document.at("/info/version").asText("unknown"),
            document.path(DIGEST).asText("unknown"));
  }

  /** Returns whether it lets itself be controlled. */
  boolean isControllable() {
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
