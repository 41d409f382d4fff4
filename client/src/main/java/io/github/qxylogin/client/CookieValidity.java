package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * Whether an uploaded cookie is good, as it is answered; the outcome of the call is what it means.
 *
 * <p>The platform answers an object, or a bare boolean, which then is all that is known.
 *
 * @param valid whether the bureau still takes the cookie; an answer without it breaks the contract
 * @param errorCode a business code, or null
 * @param errorMsg why the cookie is not good, or null
 * @param aggOrgId the enterprise, answered to a bureau's tpass cookie, or null; its type is on no
 *     page, so its text is kept, be it printed as a text or a number
 * @param zrrId the natural person, answered to a natural person's tpass cookie, or null; likewise
 */
public record CookieValidity(
    @Nullable Boolean valid,
    @Nullable String errorCode,
    @Nullable String errorMsg,
    @Nullable String aggOrgId,
    @Nullable String zrrId) {

  /** Creates what a bare boolean tells. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CookieValidity of(boolean valid) {
    return new CookieValidity(valid, null, null, null, null);
  }
}
