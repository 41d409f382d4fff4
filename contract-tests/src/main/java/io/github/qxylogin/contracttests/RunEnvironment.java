package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.TargetByUrl.Prompt;
import io.github.qxylogin.contracttests.text.Language;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The process around a run.
 *
 * @param variables the environment variables
 * @param coloured whether the terminal shows colours
 * @param prompt prompts the user at the terminal, if there is one
 * @param language the language of this machine
 * @param clock the time and the day; known failures are accepted until a day
 * @param sleeper waits between two calls
 */
record RunEnvironment(
    Map<String, String> variables,
    PrintStream out,
    PrintStream err,
    boolean coloured,
    Optional<Prompt> prompt,
    Language language,
    Clock clock,
    Suite.Sleeper sleeper) {

  static RunEnvironment ofThisProcess() {
    return new RunEnvironment(
        System.getenv(),
        Terminal.out(),
        Terminal.err(),
        Terminal.isColoured(),
        Terminal.prompt(),
        Language.of(Locale.getDefault(Locale.Category.DISPLAY)),
        Clock.system(ZoneId.systemDefault()),
        Suite.Sleeper.OF_THIS_THREAD);
  }
}
