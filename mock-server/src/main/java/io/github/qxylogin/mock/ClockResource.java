package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and moves the clock: {@code {"advance": "PT5M"}}, {@code {"frozen": true}}. */
final class ClockResource {
  private static final String ADVANCE = "advance";
  private static final String FROZEN = "frozen";

  private static final String WHAT_TO_SEND =
      "Send {\"advance\": \"PT5M\"}, how far to move the clock forward, or {\"frozen\": true}"
          + " to stop it and {\"frozen\": false} to let it go on, or both.";

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
    try {
      Members members = Members.of(request.body(), ADVANCE, FROZEN);
      Optional<Duration> advance = members.duration(ADVANCE);
      Optional<Boolean> frozen = members.flag(FROZEN);
      if (advance.isEmpty() && frozen.isEmpty()) {
        throw new BadControlRequestException("Nothing is asked for.");
      }
      advance.ifPresent(this::advance);
      frozen.ifPresent(this::freeze);
      return read(request);
    } catch (BadControlRequestException wrong) {
      throw wrong.advising(WHAT_TO_SEND);
    }
  }

  private void advance(Duration duration) {
    try {
      clock.advance(duration);
    } catch (IllegalArgumentException nowhere) {
      throw new BadControlRequestException(nowhere.getMessage());
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
}
