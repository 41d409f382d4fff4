package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.qxylogin.client.model.BureauCookie;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a login at the systems of the tax bureau; {@link CookieHeader#NONE} where none
 * were asked for or answered.
 *
 * @param tpass those of the bureau's identity service
 * @param etax those of the electronic tax bureau
 * @param dppt those of the invoice platform
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BureauCookies(CookieHeader tpass, CookieHeader etax, CookieHeader dppt) {

  /** Creates the cookies. */
  public BureauCookies {
    Objects.requireNonNull(tpass, "tpass");
    Objects.requireNonNull(etax, "etax");
    Objects.requireNonNull(dppt, "dppt");
  }

  static BureauCookies of(
      @Nullable BureauCookie tpass, @Nullable BureauCookie etax, @Nullable BureauCookie dppt) {
    return new BureauCookies(header(tpass), header(etax), header(dppt));
  }

  static CookieHeader header(@Nullable BureauCookie answered) {
    return answered == null ? CookieHeader.NONE : header(answered.getCookie());
  }

  static CookieHeader header(@Nullable String cookie) {
    return cookie == null ? CookieHeader.NONE : CookieHeader.parse(cookie);
  }

  /** Returns whether there is no cookie of any system. */
  @JsonIgnore
  public boolean isEmpty() {
    return tpass.isEmpty() && etax.isEmpty() && dppt.isEmpty();
  }
}
