package io.github.qxylogin.client;

import io.github.qxylogin.contract.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a login, each {@code name=value} joined by "; " as the platform sent it. A secret:
 * only {@code toString} masks them.
 *
 * @param tpass those of the bureau's identity service, if asked for and answered
 * @param etax those of the electronic tax bureau, if asked for and answered
 * @param dppt those of the invoice platform, if asked for and answered
 */
public record BureauCookies(@Nullable String tpass, @Nullable String etax, @Nullable String dppt) {

  boolean empty() {
    return tpass == null && etax == null && dppt == null;
  }

  @Override
  public String toString() {
    return "BureauCookies[tpass=%s, etax=%s, dppt=%s]"
        .formatted(masked(tpass), masked(etax), masked(dppt));
  }

  private static @Nullable String masked(@Nullable String cookie) {
    return cookie == null ? null : Redaction.MASK;
  }
}
