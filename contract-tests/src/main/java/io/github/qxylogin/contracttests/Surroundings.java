package io.github.qxylogin.contracttests;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What a run finds around it.
 *
 * @param environment the variables
 * @param coloured whether somebody watches who likes colours
 * @param questions asks who sits at the terminal, if somebody does
 * @param clock tells which known failures are still put up with
 */
record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    boolean coloured,
    Optional<Questions> questions,
    Clock clock) {

  /** Asks for what must not be shown. */
  @FunctionalInterface
  interface Questions {
    /**
     * Asks, and waits for an answer no longer than it is worth; the answer is not shown.
     *
     * @return what was typed; empty when nothing was, in time
     */
    String ask(String question, Duration atMost);
  }

  static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        Terminal.out(),
        Terminal.err(),
        Terminal.isColoured(),
        Terminal.questions(),
        Clock.system(ZoneId.systemDefault()));
  }
}
