package io.github.qxylogin.contracttests.targets;

import java.time.Duration;

/** Asks for what must not be shown. */
@FunctionalInterface
public interface Questions {
  /**
   * Asks, and waits for an answer no longer than it is worth; the answer is not shown.
   *
   * @return what was typed; empty when nothing was, in time
   */
  String ask(String question, Duration atMost);
}
