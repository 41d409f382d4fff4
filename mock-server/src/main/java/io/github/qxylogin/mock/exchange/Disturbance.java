package io.github.qxylogin.mock.exchange;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens to an answer on its way.
 *
 * @param delay how long it is held back, without holding a thread
 * @param loss how it gets lost, if it does
 */
public record Disturbance(Duration delay, Optional<Loss> loss) {
  public static final Disturbance NONE = new Disturbance(Duration.ZERO, Optional.empty());
}
