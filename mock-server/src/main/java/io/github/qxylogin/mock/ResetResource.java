package io.github.qxylogin.mock;

import java.util.List;
import java.util.Map;

/** Forgets everything that was done to the mock. */
final class ResetResource {
  private final List<String> forgotten;
  private final Runnable reset;

  ResetResource(List<String> forgotten, Runnable reset) {
    this.forgotten = forgotten;
    this.reset = reset;
  }

  ControlResource resource() {
    return ControlResource.of("reset", Map.of("POST", this::reset));
  }

  private Reply reset(ControlRequest request) {
    reset.run();
    return Reply.json(200, Map.of("reset", forgotten));
  }
}
