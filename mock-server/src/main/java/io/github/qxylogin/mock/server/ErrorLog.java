package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import java.io.PrintStream;

/** Prints errors and nothing else. WireMock's own notifier prints to standard output. */
record ErrorLog(PrintStream out) implements Notifier {
  @Override
  public void info(String message) {}

  @Override
  public void error(String message) {
    out.println(message);
  }

  @Override
  public void error(String message, Throwable failure) {
    synchronized (out) {
      out.println(message);
      if (failure != null) {
        failure.printStackTrace(out);
      }
    }
  }
}
