package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.store.Store;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads and moves the clock: {@code {"advance": "PT5M"}}, {@code {"frozen": true}}. */
record ClockResource(MockClock clock, Store store) {

  private record ClockView(Instant now, boolean frozen, Duration ahead) {}

  record Move(@Nullable Duration advance, @Nullable Boolean frozen) {
    Move {
      InvalidValueException.check(advance != null || frozen != null, "clock.move");
    }
  }

  MockResponse read(ControlRequest request) {
    return ControlJson.response(
        store.transact(() -> new ClockView(clock.instant(), clock.isFrozen(), clock.ahead())));
  }

  MockResponse move(ControlRequest request) {
    Move move = request.body(Move.class);
    return store.transact(() -> moved(move, request));
  }

  private MockResponse moved(Move move, ControlRequest request) {
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

  MockResponse reset(ControlRequest request) {
    clock.reset();
    return read(request);
  }
}
