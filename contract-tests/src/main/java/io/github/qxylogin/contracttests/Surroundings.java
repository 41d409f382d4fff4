package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.TargetByUrl.Questions;
import io.github.qxylogin.contracttests.text.Language;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run finds around it.
 *
 * @param environment the variables
 * @param coloured whether somebody watches who likes colours
 * @param questions asks who sits at the terminal, if somebody does
 * @param language the language of who set this machine up
 * @param clock tells the time and the day; known failures are put up with until one
 * @param sleeper waits between two calls
 */
record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    boolean coloured,
    Optional<Questions> questions,
    Language language,
    Clock clock,
    Suite.Sleeper sleeper) {

  static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        Terminal.out(),
        Terminal.err(),
        Terminal.isColoured(),
        Terminal.questions(),
        Language.of(Locale.getDefault(Locale.Category.DISPLAY)),
        Clock.system(ZoneId.systemDefault()),
        Suite.Sleeper.OF_THIS_THREAD);
  }
}
