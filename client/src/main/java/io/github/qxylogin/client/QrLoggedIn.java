package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bureau's session is open, by a QR code that was scanned.
 *
 * @param accountId the account, which every later business call needs
 * @param nsrsbh the taxpayer's number, which need not have been given for the QR code
 * @param nsrsbhName the taxpayer's name, if the answer tells
 * @param areaCode the tax bureau as four digits, if the answer tells
 * @param individualId the natural person who logged in, if the answer tells
 * @param sflx as which of their identities the person logged in, if the answer tells
 * @param cookies the session's cookies; whoever has them is logged in
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QrLoggedIn(
    AccountId accountId,
    String nsrsbh,
    @Nullable String nsrsbhName,
    @Nullable String areaCode,
    @Nullable String individualId,
    @Nullable String sflx,
    BureauCookies cookies) {
  /** Creates the outcome. */
  public QrLoggedIn {
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(nsrsbh, "nsrsbh");
    Objects.requireNonNull(cookies, "cookies");
  }
}
