package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.qxylogin.client.model.EtaxSession;
import io.github.qxylogin.contract.Redaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session at one system of the tax bureau, with what its pages keep in the browser.
 *
 * @param cookie the session's cookies
 * @param accessToken the bureau's own token, not the platform's; printed for etax alone
 * @param localStorage the browser's local storage; printed for tpass alone
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BureauSession(
    CookieHeader cookie, @Nullable String accessToken, EtaxLocalStorage localStorage) {
  /** No session: what was not asked for or not answered. */
  public static final BureauSession NONE =
      new BureauSession(CookieHeader.NONE, null, EtaxLocalStorage.NONE);

  /** Creates the session. */
  public BureauSession {
    Objects.requireNonNull(cookie, "cookie");
    Objects.requireNonNull(localStorage, "localStorage");
  }

  static BureauSession of(@Nullable EtaxSession answered) {
    return answered == null
        ? NONE
        : new BureauSession(
            BureauCookies.header(answered.getCookie()),
            answered.getAccessToken(),
            Objects.requireNonNullElse(answered.getLocalStorage(), EtaxLocalStorage.NONE));
  }

  @Override
  public String toString() {
    return "BureauSession[cookie=%s, accessToken=%s, localStorage=%s]"
        .formatted(cookie, accessToken == null ? null : Redaction.MASK, localStorage);
  }
}
