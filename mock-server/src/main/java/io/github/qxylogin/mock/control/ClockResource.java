package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import io.github.qxylogin.mock.flow.MockClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and moves the clock: {@code {"advance": "PT5M"}}, {@code {"frozen": true}}. */
final class ClockResource {
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

  private record Told(Instant now, boolean frozen, Duration ahead) {}

  record Move(@Nullable Duration advance, @Nullable Boolean frozen) {
    Move {
      if (advance == null && frozen == null) {
        throw new IllegalArgumentException("Nothing is asked for.");
      }
    }
  }

  private Reply read(ControlRequest request) {
    return ControlJson.reply(new Told(clock.instant(), clock.isFrozen(), clock.ahead()));
  }

  private Reply move(ControlRequest request) {
    try {
      Move move = ControlJson.read(request.body(), Move.class);
      if (move.advance() != null) {
        clock.advance(move.advance());
      }
      if (move.frozen() != null) {
        freeze(move.frozen());
      }
      return read(request);
    } catch (UnknownNameException wrong) {
      throw wrong.advising(WHAT_TO_SEND);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(wrong.getMessage() + " " + WHAT_TO_SEND, wrong);
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
