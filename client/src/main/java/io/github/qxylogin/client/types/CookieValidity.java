package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether an uploaded cookie is good, as it is answered; the outcome of the call is what it means.
 *
 * <p>The platform answers an object, or a bare boolean, which then is all that is known.
 */
public final class CookieValidity implements Serializable {
  private static final long serialVersionUID = 1L;

  private final @Nullable Boolean valid;
  private final @Nullable String errorCode;
  private final @Nullable String errorMsg;
  private final @Nullable OrganizationId aggOrgId;
  private final @Nullable String zrrId;

  /**
   * Creates what an object tells.
   *
   * @param valid whether the bureau still takes the cookie
   * @param errorCode a business code, or null
   * @param errorMsg why the cookie is not good, or null
   * @param aggOrgId the enterprise, or null
   * @param zrrId the natural person, or null
   */
  @JsonCreator
  public CookieValidity(
      @JsonProperty("valid") @Nullable Boolean valid,
      @JsonProperty("errorCode") @Nullable String errorCode,
      @JsonProperty("errorMsg") @Nullable String errorMsg,
      @JsonProperty("aggOrgId") @Nullable OrganizationId aggOrgId,
      @JsonProperty("zrrId") @Nullable String zrrId) {
    this.valid = valid;
    this.errorCode = errorCode;
    this.errorMsg = errorMsg;
    this.aggOrgId = aggOrgId;
    this.zrrId = zrrId;
  }

  /** Creates what a bare boolean tells. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CookieValidity of(boolean valid) {
    return new CookieValidity(valid, null, null, null, null);
  }

  /**
   * Returns whether the bureau still takes the cookie; an answer without it breaks the contract.
   */
  @JsonProperty
  public @Nullable Boolean valid() {
    return valid;
  }

  /** Returns a business code, or null. */
  @JsonProperty
  public @Nullable String errorCode() {
    return errorCode;
  }

  /** Returns why the cookie is not good, or null. */
  @JsonProperty
  public @Nullable String errorMsg() {
    return errorMsg;
  }

  /** Returns the enterprise, answered to a bureau's tpass cookie, or null. */
  @JsonProperty
  public @Nullable OrganizationId aggOrgId() {
    return aggOrgId;
  }

  /**
   * Returns the natural person, answered to a natural person's tpass cookie, or null; its type is
   * on no page, so its text is kept, be it printed as a text or a number.
   */
  @JsonProperty
  public @Nullable String zrrId() {
    return zrrId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof CookieValidity)) {
      return false;
    }
    CookieValidity that = (CookieValidity) other;
    return Objects.equals(that.valid, valid)
        && Objects.equals(that.errorCode, errorCode)
        && Objects.equals(that.errorMsg, errorMsg)
        && Objects.equals(that.aggOrgId, aggOrgId)
        && Objects.equals(that.zrrId, zrrId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(valid, errorCode, errorMsg, aggOrgId, zrrId);
  }

  @Override
  public String toString() {
    return String.format(
        "CookieValidity[valid=%s, errorCode=%s, errorMsg=%s, aggOrgId=%s, zrrId=%s]",
        valid, errorCode, errorMsg, aggOrgId, zrrId);
  }
}
