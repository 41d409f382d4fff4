package io.github.qxylogin.codegen;

import io.github.qxylogin.contract.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps families of error codes to an exception class of the client. The exceptions, the generated
 * mapping and their Javadoc are all generated from this table.
 *
 * @param name of its class
 * @param families the mapped families, the usual one first
 * @param about the Javadoc of its class
 * @param next the next step in its message; {@code {wait}} is replaced by the wait time, if the
 *     contract has one
 * @param when the condition in the Javadoc of methods; null if nearly all operations have it
 */
record ErrorMapping(
    String name, List<Family> families, String about, String next, @Nullable String when) {

  /** The mappings of all families but success. */
  static final List<ErrorMapping> OF_CODES =
      List.of(
          new ErrorMapping(
              "LoginInformationException",
              List.of(Family.LOGIN_INFORMATION),
              "A login parameter is wrong: user, password, identity or SMS code.",
              "Correct it before the next try: repeated failures lock the account.",
              "the bureau rejects the login; repeated failures lock the account"),
          new ErrorMapping(
              "SmsTooFrequentException",
              List.of(Family.SMS_TOO_FREQUENT),
              "An SMS code was sent too recently; {@link #retryAfter()} returns how long to wait.",
              "Wait{wait} before sending again.",
              "a code was sent too recently; its {@code retryAfter()} is the wait time"),
          new ErrorMapping(
              "LoginTaskException",
              List.of(Family.TASK_ENDED),
              "The login task has expired.",
              "Begin the login again: get a new SMS code or QR code, and redeem the new task.",
              "the task has expired or was redeemed: begin the login again"),
          new ErrorMapping(
              "ParameterException",
              List.of(Family.PARAMETER),
              "A parameter is missing or wrong.",
              "Correct the request.",
              "the platform rejects a parameter"),
          new ErrorMapping(
              "DeclinedException",
              List.of(Family.BUSINESS, Family.PRODUCT),
              "The platform declines a well-formed request, or the product is not bound or used up.",
              "See the account and its products in the vendor's console.",
              "the platform declines it"),
          new ErrorMapping(
              "SessionExpiredException",
              List.of(Family.SESSION_ENDED),
              "The bureau's session has expired.",
              "Log in again.",
              "the session has expired: log in again"),
          new ErrorMapping(
              "AuthenticationException",
              List.of(Family.NOT_SIGNED_IN),
              "The platform rejected the access token or the AppKey. The client has already retried"
                  + " with a new token where that could help.",
              "If this repeats, check the AppKey and its white list,"
                  + " and that no proxy drops headers with underscores.",
              null),
          new ErrorMapping(
              "InvalidSignatureException",
              List.of(Family.SIGNATURE),
              "The platform rejected the signature or the date of the request.",
              "Check the AppSecret and the clock of this machine.",
              null),
          new ErrorMapping(
              "RateLimitedException",
              List.of(Family.RATE_LIMITED),
              "The gateway limits the rate of calls.",
              "Call less often.",
              null),
          new ErrorMapping(
              "MaintenanceException",
              List.of(Family.MAINTENANCE),
              "The platform is under maintenance.",
              "Try again later.",
              null),
          new ErrorMapping(
              "PlatformException",
              List.of(Family.UNKNOWN, Family.SYSTEM, Family.ENCRYPTION),
              "The platform or the bureau failed, or returned a code of no documented family.",
              "If this repeats, send the reqId to the vendor's support.",
              null));

  /** The exception of a rejected token request, which has no error code. */
  static final ErrorMapping OF_CREDENTIALS =
      new ErrorMapping(
          "InvalidCredentialsException",
          List.of(Family.NOT_SIGNED_IN),
          "The platform issues no access token for this AppKey and AppSecret. For 60 seconds, calls"
              + " without a token fail without a new token request.",
          "Check the AppKey and the AppSecret of the builder's credentials.",
          null);

  /**
   * Returns the mapping of a family.
   *
   * @throws IllegalArgumentException if there is none, as for success
   */
  static ErrorMapping of(Family family) {
    return OF_CODES.stream()
        .filter(mapping -> mapping.families.contains(family))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No exception has the family "
                        + family.key()
                        + ": add it to one of ErrorMapping.OF_CODES"));
  }

  /** Returns whether the exception has several families. */
  boolean several() {
    return families.size() > 1;
  }
}
