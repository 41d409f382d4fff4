package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** The exit codes of the commands, and the message of a command that failed. */
final class Ending {
  static final int BREAKS = 1;
  static final int COULD_NOT_RUN = 2;
  static final int UNAVAILABLE = 3;

  private static final int LONGEST_LINE = 500;
  private static final String OURS = "io.github.qxylogin.";

  private Ending() {}

  /** Prints why a command ended, of a crash also where it happened, and returns the exit code. */
  static int of(Throwable failure, String problem, Masking masking, PrintStream err) {
    boolean unavailable = isUnavailable(failure);
    err.println(
        (unavailable ? "Unavailable: " : problem)
            + Markup.onTerminal(reason(failure, masking))
            + (isWorded(failure) ? "" : where(failure)));
    return unavailable ? UNAVAILABLE : COULD_NOT_RUN;
  }

  /** Returns in one line why a command ended, without secrets. */
  static String reason(Throwable failure, Masking masking) {
    String text = masking.clean(isWorded(failure) ? failure.getMessage() : failure.toString());
    return Markup.shortened(text.lines().findFirst().orElse(""), LONGEST_LINE);
  }

  private static boolean isWorded(Throwable failure) {
    return failure instanceof CouldNotRunException || failure instanceof ContractException;
  }

  static boolean isUnavailable(Throwable failure) {
    return failure instanceof CouldNotRunException reason && reason.isUnavailable();
  }

  private static String where(Throwable crash) {
    return Stream.of(crash.getStackTrace())
        .filter(at -> at.getClassName().startsWith(OURS))
        .findFirst()
        .map(at -> ", at " + at)
        .orElse("");
  }

  /** Returns whether an interrupt caused the failure. */
  static boolean isInterrupt(Throwable failure) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause)
        .anyMatch(f -> f instanceof InterruptedException || f instanceof CancellationException);
  }
}
