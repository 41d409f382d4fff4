package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.MissingValuesException;
import io.github.qxylogin.contracttests.check.SmsCodes;
import io.github.qxylogin.contracttests.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The control API of a mock server: its clock, and the SMS that it has "sent". */
public final class MockControl implements SmsCodes, InstantSource {
  private static final String HEALTH = "/__mock/health";
  private static final String SMS = "/__mock/sms";
  private static final String CLOCK = "/__mock/clock";
  private static final String CONTRACT = "/openapi.json";
  private static final String DIGEST = "x-digest";

  /** No answer takes that long on its way, and nothing is waited for in less. */
  private static final Duration LATENCY = Duration.ofSeconds(10);

  private final Caller caller;
  private final Map<String, String> headers;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * Speaks to the mock server that a caller calls.
   *
   * @param token the control token; empty where none is needed
   */
  public MockControl(Caller caller, String token) {
    this.caller = caller;
    this.headers = token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }

  /** Returns whether it rejects calls that are not signed. */
  boolean isSigned() {
    return caller.get(HEALTH, Map.of()).body().path("signed").asBoolean();
  }

  /** Returns the name of the contract that it answers from. */
  String contract() {
    return nameOf(caller.get(CONTRACT, Map.of()).body());
  }

  /** Returns what distinguishes one contract from another: its version, and its digest. */
  static String nameOf(JsonNode document) {
    return "version %s, SHA-256 %.16s"
        .formatted(
            document.at("/info/version").asText("unknown"),
            document.path(DIGEST).asText("unknown"));
  }

  /** Returns whether it lets itself be controlled, and reads its clock if so. */
  boolean obeys() {
    Answer clock = caller.get(CLOCK, headers);
    try {
      ahead = Duration.between(Instant.now(), Instant.parse(clock.body().path("now").asText()));
      return true;
    } catch (DateTimeParseException noTime) {
      return false;
    }
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

  /**
   * Moves the mock server's clock forward, and looks at it.
   *
   * @return why it was not moved, if it was not
   */
  public Optional<String> advance(Duration time) {
    Instant before = instant();
    String body = "{\"advance\": \"" + time + "\"}";
    int status = caller.send("POST", CLOCK, headers, body.getBytes(UTF_8)).status();
    boolean told = obeys();
    if (status == 200 && told && !instant().isBefore(before.plus(time).minus(LATENCY))) {
      return Optional.empty();
    }
    return Optional.of(
        "the mock server's clock was not moved by "
            + time
            + (status == 200 ? ": it shows another time" : ": it answered HTTP " + status));
  }

  /** Returns what the mock server's clock shows. */
  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
