package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and moves the clock: {@code {"advance": "PT5M"}}, {@code {"frozen": true}}. */
final class ClockResource {
  private static final String ADVANCE = "advance";
  private static final String FROZEN = "frozen";

  private final MockClock clock;

  ClockResource(MockClock clock) {
    this.clock = clock;
  }

  ControlResource resource() {
    return ControlResource.of(
        "clock", Map.of("GET", this::read, "POST", this::move, "DELETE", this::reset));
  }

  private Reply read(ControlRequest request) {
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("now", clock.instant().toString());
    time.put(FROZEN, clock.isFrozen());
    return Reply.json(200, time);
  }

  private Reply move(ControlRequest request) {
    ObjectNode body = request.body();
    boolean freezes = body.path(FROZEN).isBoolean();
    if (!freezes && !body.has(ADVANCE)) {
      throw wrong();
    }
    if (body.has(ADVANCE)) {
      advance(body.path(ADVANCE).asText());
    }
    if (freezes) {
      freeze(body.path(FROZEN).booleanValue());
    }
    return read(request);
  }

  private void advance(String duration) {
    try {
      clock.advance(Duration.parse(duration));
    } catch (DateTimeParseException | IllegalArgumentException noSuchDuration) {
      throw wrong();
    }
  }

  private void freeze(boolean frozen) {
    if (frozen) {
      clock.freeze();
    } else {
      clock.unfreeze();
    }
  }

  private Reply reset(ControlRequest request) {
    clock.reset();
    return read(request);
  }

  private static BadControlRequestException wrong() {
    return new BadControlRequestException(
        "Send {\"advance\": \"PT5M\"}, how far to move the clock forward, or {\"frozen\": true}"
            + " to stop it and {\"frozen\": false} to let it go on, or both.");
  }
}
