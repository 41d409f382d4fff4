package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.target.Questions;
import java.io.PrintStream;
import java.time.Clock;
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
