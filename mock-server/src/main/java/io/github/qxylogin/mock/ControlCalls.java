package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers the control API below {@code /__mock}. */
final class ControlCalls {
  static final String PREFIX = "/__mock";

  private final Contract contract;
  private final FlowState state;
  private final MockClock clock;
  private final ControlAccess access;
  private final Map<String, Map<String, Function<Call, Reply>>> routes = new LinkedHashMap<>();

  ControlCalls(Contract contract, FlowState state, MockClock clock, ControlAccess access) {
    this.contract = contract;
    this.state = state;
    this.clock = clock;
    this.access = access;
    routes.put("/health", Map.of("GET", this::health));
    routes.put("/cases", Map.of("GET", this::cases));
    routes.put("/sms", Map.of("GET", this::sms));
    routes.put("/clock", Map.of("GET", this::time, "POST", this::advance));
    routes.put("/reset", Map.of("POST", this::reset));
  }

  static boolean owns(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  Reply answer(Call call) {
    String name = call.path().substring(PREFIX.length());
    if (!name.equals("/health") && !access.allows(call)) {
      return Reply.problem(
              401, "Control token needed", "Send the header Authorization: Bearer CONTROL_TOKEN.")
          .with("WWW-Authenticate", "Bearer");
    }
    Map<String, Function<Call, Reply>> methods = routes.get(name);
    if (methods == null) {
      return Reply.problem(
          404, "No such control call", PREFIX + " has: " + String.join(", ", routes.keySet()));
    }
    Function<Call, Reply> route = methods.get(call.method().equals("HEAD") ? "GET" : call.method());
    return route == null
        ? Reply.problem(
                405, "Wrong method", name + " takes: " + String.join(", ", methods.keySet()))
            .with("Allow", String.join(", ", methods.keySet()))
        : route.apply(call);
  }

  private Reply health(Call call) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", "up");
    health.put("service", "qixiangyun-login-mock-server");
    health.put("operations", contract.operations().size());
    return Reply.json(200, health);
  }

  private Reply cases(Call call) {
    return Reply.json(200, contract.operations().stream().map(ControlCalls::operation).toList());
  }

  private static Map<String, Object> operation(Operation operation) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("operation", operation.id());
    entry.put("method", operation.method());
    entry.put("path", operation.path());
    entry.put("summary", operation.summary());
    entry.put("cases", operation.cases().stream().map(ControlCalls::documented).toList());
    return entry;
  }

  private static Map<String, Object> documented(Case documented) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", documented.name());
    entry.put("code", documented.answer().path("code").asText());
    entry.put("evidence", documented.evidence().key());
    documented.when().ifPresent(when -> entry.put("when", when.key()));
    documented.request().ifPresent(request -> entry.put("request", request));
    return entry;
  }

  private Reply sms(Call call) {
    return Reply.json(200, state.sms().stream().map(ControlCalls::sent).toList());
  }

  /** The codes are the mock's own invention, and so no secret. */
  private static Map<String, Object> sent(Task task) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("taskId", task.id());
    entry.putAll(task.recipient());
    entry.put("smsCode", task.smsCode());
    entry.put("sentAt", task.sentAt().toString());
    entry.put("expiresAt", task.expiresAt().toString());
    return entry;
  }

  private Reply time(Call call) {
    return Reply.json(200, Map.of("now", clock.instant().toString()));
  }

  private Reply advance(Call call) {
    try {
      JsonNode advance = new ObjectMapper().readTree(call.body()).path("advance");
      clock.advance(Duration.parse(advance.asText()));
      return time(call);
    } catch (IOException | DateTimeParseException | IllegalArgumentException wrong) {
      return Reply.problem(
          400,
          "No such duration",
          "Send {\"advance\": \"PT5M\"}: how far to move the clock forward.");
    }
  }

  private Reply reset(Call call) {
    state.reset();
    return Reply.json(
        200, Map.of("reset", List.of("tasks", "sessions", "limits", "tokens", "sms", "clock")));
  }
}
