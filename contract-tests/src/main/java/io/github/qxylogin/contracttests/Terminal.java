package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.targets.TargetByUrl.Prompt;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The output streams of the programs of this module. */
public final class Terminal {
  /** The end of a message about wrong usage. */
  public static final String USAGE_HINT = " (--help shows the usage)";

  private Terminal() {}

  /** Returns standard output, always in UTF-8. */
  public static PrintStream out() {
    return utf8(FileDescriptor.out);
  }

  /** Returns standard error, always in UTF-8. */
  public static PrintStream err() {
    return utf8(FileDescriptor.err);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }

  /** Returns whether the terminal shows colours and the user allows them. */
  static boolean isColoured() {
    return isInteractive() && allowsColours(System.getenv());
  }

  /** Returns the prompt, if the run has an interactive terminal. */
  static Optional<Prompt> prompt() {
    return isInteractive() ? Optional.of(Terminal::ask) : Optional.empty();
  }

  /**
   * Asks below the progress line. The console can be read no other way than until the user presses
   * the Enter key.
   */
  private static String ask(String question, Duration atMost) {
    FutureTask<char[]> asking =
        new FutureTask<>(() -> System.console().readPassword("%n%s", question));
    Thread thread = new Thread(asking, "question");
    thread.setDaemon(true);
    thread.start();
    try {
      char[] typed = asking.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return typed == null ? "" : new String(typed).strip();
    } catch (TimeoutException | ExecutionException nothing) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** An empty NO_COLOR has no effect: no-color.org. */
  static boolean allowsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Since Java 22 there is always a console; only its method shows whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }
}
