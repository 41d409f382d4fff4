package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.MockClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads and moves the clock: {@code {"advance": "PT5M"}}, {@code {"frozen": true}}. */
record ClockResource(MockClock clock) {

  private record ClockView(Instant now, boolean frozen, Duration ahead) {}

  record Move(@Nullable Duration advance, @Nullable Boolean frozen) {
    Move {
      if (advance == null && frozen == null) {
        throw new IllegalArgumentException(
            "Send {\"advance\": \"PT5M\"}, how far to move the clock forward, or {\"frozen\": true}"
                + " to stop it and {\"frozen\": false} to let it go on, or both.");
      }
    }
  }

  Reply read(ControlRequest request) {
    return ControlJson.reply(new ClockView(clock.instant(), clock.isFrozen(), clock.ahead()));
  }

  Reply move(ControlRequest request) {
    Move move = request.body(Move.class);
    if (move.advance() != null) {
      clock.advance(move.advance());
    }
    if (Boolean.TRUE.equals(move.frozen())) {
      clock.freeze();
    } else if (move.frozen() != null) {
      clock.unfreeze();
    }
    return read(request);
  }

  Reply reset(ControlRequest request) {
    clock.reset();
    return read(request);
  }
}
