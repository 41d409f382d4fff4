package io.github.qxylogin.client.internal.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one logger of the client, whose name applications configure. */
public final class ClientLog {
  /** Named after the package of the front door, whatever a shrinker calls that. */
  public static final Logger LOG = LoggerFactory.getLogger("io.github.qxylogin.client");

  private ClientLog() {}
}
