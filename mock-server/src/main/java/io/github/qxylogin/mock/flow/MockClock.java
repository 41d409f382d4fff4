package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The clock that the flows run on: a real one that can be moved forward and stopped. Thread-safe.
 */
public final class MockClock extends Clock {
  /** A clock past the year 9999 would fail at its next use. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private static final String POSITION = "position";
  private static final Position REAL = new Position(Duration.ZERO, null);

  private final Clock real;
  private final Store store;

  /** The clock's position, under one key; empty while it shows the real time. */
  private final Table<Position> position;

  public MockClock(Clock real, Store store) {
    this.real = real;
    this.store = store;
    position = store.table("clock", 1, new TypeReference<>() {});
  }

  /** Ahead of the real clock, or frozen: then the time ahead does not matter. */
  private record Position(Duration ahead, @Nullable Instant frozenAt) {
    Instant at(Instant real) {
      return frozenAt == null ? real.plus(ahead) : frozenAt;
    }

    Position forward(Duration more) {
      return new Position(ahead.plus(more), frozenAt == null ? null : frozenAt.plus(more));
    }
  }

  /** Returns the real time. */
  public Instant real() {
    return store.time(real.instant());
  }

  /**
   * Moves the clock forward, so that limits pass and tasks and sessions end; a frozen clock moves
   * too, and stays frozen.
   *
   * @throws IllegalArgumentException if the duration is negative, or leads beyond the end of time
   */
  public void advance(Duration duration) {
    InvalidValueException.check(!duration.isNegative(), "clock.backward", duration);
    move(
        before -> {
          InvalidValueException.check(
              Duration.between(before.at(real()), END).compareTo(duration) > 0,
              "clock.too-far",
              duration);
          return before.forward(duration);
        });
  }

  /**
   * Sets how far the clock is ahead, as {@link #offset()} returns it.
   *
   * @throws IllegalArgumentException if the clock would show no time from 1970 to 9998
   */
  public void set(Duration ahead, boolean frozen) {
    Instant now = real();
    InvalidValueException.check(
        ahead.compareTo(Duration.between(now, END)) < 0
            && ahead.compareTo(Duration.between(now, Instant.EPOCH)) > 0,
        "clock.too-far",
        ahead);
    Position target = new Position(ahead, frozen ? now.plus(ahead) : null);
    move(before -> target);
  }

  /** Returns how far the clock is ahead; of a frozen one, how far it was when it was frozen. */
  public Duration offset() {
    return position().ahead();
  }

  /** Stops the clock until {@link #unfreeze()} or {@link #reset()}. */
  public void freeze() {
    move(before -> new Position(before.ahead(), before.at(real())));
  }

  /** Lets a frozen clock go on from its position. */
  public void unfreeze() {
    move(before -> new Position(ahead(before), null));
  }

  private void move(UnaryOperator<Position> change) {
    position.compute(POSITION, before -> change.apply(before == null ? REAL : before));
  }

  private Position position() {
    Position moved = position.get(POSITION);
    return moved == null ? REAL : moved;
  }

  /** Returns whether the clock is frozen. */
  public boolean isFrozen() {
    return position().frozenAt() != null;
  }

  /** Returns how far the clock is ahead of the real one; one that was stopped falls behind. */
  public Duration ahead() {
    return ahead(position());
  }

  private Duration ahead(Position at) {
    return at.frozenAt() == null ? at.ahead() : Duration.between(real(), at.frozenAt());
  }

  /** Sets the clock back to the real time, and lets it go on. */
  public void reset() {
    position.clear();
  }

  @Override
  public Instant instant() {
    return position().at(real());
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException(
        "a copy in another zone would not move with this clock");
  }
}
