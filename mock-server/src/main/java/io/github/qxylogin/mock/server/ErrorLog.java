package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import java.io.PrintStream;
import wiremock.com.google.common.base.Throwables;

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
    error(failure == null ? message : message + "\n" + Throwables.getStackTraceAsString(failure));
  }
}
