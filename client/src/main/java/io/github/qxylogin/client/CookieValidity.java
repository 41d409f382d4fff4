package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

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
@JsonIgnoreProperties(ignoreUnknown = true)
public record CookieValidity(
    boolean valid, String errorCode, String errorMsg, Long aggOrgId, String zrrId) {

  /** Creates the answer's object. */
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public CookieValidity(
      @JsonProperty(value = "valid", required = true) boolean valid,
      @JsonProperty("errorCode") String errorCode,
      @JsonProperty("errorMsg") String errorMsg,
      @JsonProperty("aggOrgId") Long aggOrgId,
      @JsonProperty("zrrId") String zrrId) {
    this.valid = valid;
    this.errorCode = errorCode;
    this.errorMsg = errorMsg;
    this.aggOrgId = aggOrgId;
    this.zrrId = zrrId;
  }

  /** Creates what a bare boolean tells. */
  @JsonCreator
  public static CookieValidity of(boolean valid) {
    return new CookieValidity(valid, null, null, null, null);
  }
}
