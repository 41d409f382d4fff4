package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether an uploaded cookie is good.
 *
 * <p>The platform answers an object, or a bare boolean, which then is all that is known.
 *
 * @param valid whether the bureau still takes the cookie
 * @param errorCode a business code, or null
 * @param errorMsg why the cookie is not good, or null
 * @param aggOrgId the enterprise, answered to a bureau's tpass cookie, or null
 * @param zrrId the natural person, answered to a natural person's tpass cookie, or null
 */
public record CookieValidity(
    @JsonProperty(required = true) boolean valid,
    @Nullable String errorCode,
    @Nullable String errorMsg,
    @Nullable Long aggOrgId,
    @Nullable String zrrId) {

  /** Creates what a bare boolean tells. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CookieValidity of(boolean valid) {
    return new CookieValidity(valid, null, null, null, null);
  }
}
