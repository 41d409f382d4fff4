package io.github.qxylogin.contracttests.mutations;

import java.time.Duration;

/**
 * What the suite made of a mutant.
 *
 * @param check the check that failed first; empty if none did
 * @param words what it said, or what ended the run
 */
record Trial(Mutant mutant, Verdict verdict, String check, String words, Duration took) {

  /** What resulted from the run. */
  enum Verdict {
    /** A check failed. */
    RED,
    /** The run ended before its checks did, saying why: exit code 2. */
    STOPPED,
    /** The target could not be judged: exit code 3. */
    UNAVAILABLE,
    GREEN,
    /** The suite broke down, which it never should. */
    CRASHED
  }

  /** Returns whether the run ended as expected. */
  boolean right() {
    Verdict wanted = mutant.operator().wanted();
    return verdict == wanted || (wanted != Verdict.GREEN && verdict == Verdict.STOPPED);
  }

  /** Returns what happened, in one line. */
  String line() {
    return switch (verdict) {
      case RED -> "red by " + check + ": " + words;
      case STOPPED -> "stopped: " + words;
      case UNAVAILABLE -> "unavailable: " + words;
      case GREEN -> "green";
      case CRASHED -> "the suite crashed: " + words;
    };
  }
}
