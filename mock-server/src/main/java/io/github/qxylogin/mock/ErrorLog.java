package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.common.Notifier;
import java.lang.System.Logger.Level;

/** Hands WireMock's errors to the platform's logger, and drops what it merely wants to tell. */
final class ErrorLog implements Notifier {
  private static final System.Logger LOG = System.getLogger(ErrorLog.class.getPackageName());

  @Override
  public void info(String message) {
    LOG.log(Level.DEBUG, message);
  }

  @Override
  public void error(String message) {
    LOG.log(Level.ERROR, message);
  }

  @Override
  public void error(String message, Throwable failed) {
    LOG.log(Level.ERROR, message, failed);
  }
}
