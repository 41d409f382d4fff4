package io.github.qxylogin.client.internal.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logger of the client. Applications configure its name. */
public final class ClientLog {
  /** A constant name, which shrinkers do not change. */
  public static final Logger LOG = LoggerFactory.getLogger("io.github.qxylogin.client");

  private ClientLog() {}
}
