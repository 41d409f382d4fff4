package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells that the server is up; needs no token. */
final class HealthResource {
  static final String NAME = "health";

  private final Contract contract;

  HealthResource(Contract contract) {
    this.contract = contract;
  }

  ControlResource resource() {
    return ControlResource.of(NAME, Map.of("GET", this::health));
  }

  private Reply health(ControlRequest request) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", "up");
    health.put("service", "qixiangyun-login-mock-server");
    health.put("operations", contract.operations().size());
    return Reply.json(200, health);
  }
}
