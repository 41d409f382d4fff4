package io.github.qxylogin.mock.exchange;

import java.time.Duration;
import java.util.Optional;

/**
 * What went wrong with a recorded call, because somebody had set it so.
 *
 * @param name what the fault is called
 * @param kind what went wrong with the answer; nothing when it was only late
 * @param delay how long the answer was held back
 */
public record RecordedFault(String name, Optional<FaultKind> kind, Duration delay) {
  /** Tells it in few words, such as {@code slow (connection-reset, PT2S late)}. */
  @Override
  public String toString() {
    String late = delay.isZero() ? "" : delay + " late";
    String both = kind.isPresent() && !late.isEmpty() ? ", " : "";
    return name + " (" + kind.map(FaultKind::key).orElse("") + both + late + ")";
  }
}
