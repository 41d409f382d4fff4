package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Optional;

/**
 * What a fault, or two of them, do to one call.
 *
 * @param name what the fault is called
 * @param delay how long the answer is held back; nothing when that is not the fault's matter
 * @param kind what goes wrong with it; nothing when it is only late
 * @param acts whether the platform acts, and answers as usual, before that
 * @param garbage the bytes that stand for a body, where the fault is such
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Strike(
    String name, Optional<Duration> delay, Optional<FaultKind> kind, boolean acts, byte[] garbage) {

  /** Returns whether a fault has what is not decided yet. */
  boolean lacks(Fault fault) {
    return (kind.isEmpty() && fault.kind().isPresent())
        || (delay.isEmpty() && fault.delay().isPresent());
  }

  /** Returns this with what it lacks from an earlier one. */
  Strike over(Strike earlier) {
    Strike failing = kind.isPresent() ? this : earlier;
    return new Strike(
        name + ", " + earlier.name,
        delay.or(earlier::delay),
        failing.kind,
        failing.acts,
        failing.garbage);
  }

  /** Returns what the journal tells of it. */
  RecordedFault recorded() {
    return new RecordedFault(name, kind, delay.orElse(Duration.ZERO));
  }
}
