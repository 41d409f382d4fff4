package io.github.qxylogin.codegen;

import io.github.qxylogin.contract.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception of the client by which a call was refused. This is the one table of which code comes
 * as which: of it the exceptions are made, what chooses among them, and what Javadoc says of them.
 *
 * @param name of its class
 * @param families whose codes come as it, the usual one first
 * @param about when it is thrown, as the Javadoc of its class says it
 * @param next what its message says to do next; {@code {wait}} is how long to wait, if that is
 *     known
 * @param when when an operation throws it, as the Javadoc of its method says it; null if that would
 *     be said of nearly all
 */
record Refusal(
    String name, List<Family> families, String about, String next, @Nullable String when) {

  /** Those that a code comes as. */
  static final List<Refusal> OF_CODES =
      List.of(
          new Refusal(
              "LoginInformationException",
              List.of(Family.LOGIN_INFORMATION),
              "Something that the login was given is wrong: user, password, identity or SMS code.",
              "Correct it before the next try: failures in a row lock the account.",
              "the bureau refuses the login; failures in a row lock the account"),
          new Refusal(
              "SmsTooFrequentException",
              List.of(Family.SMS_TOO_FREQUENT),
              "An SMS code was sent too recently; {@link #retryAfter()} tells how long to wait.",
              "Wait{wait} before sending again.",
              "a code was sent too recently; it tells how long to wait"),
          new Refusal(
              "LoginTaskException",
              List.of(Family.TASK_ENDED),
              "The login task has expired.",
              "Begin the login again: get a new SMS code or QR code,"
                  + " and redeem the task that comes with it.",
              "the task has ended or was redeemed: begin the login again"),
          new Refusal(
              "ParameterException",
              List.of(Family.PARAMETER),
              "A parameter is missing or wrong.",
              "Correct the request.",
              "the platform refuses a parameter"),
          new Refusal(
              "DeclinedException",
              List.of(Family.BUSINESS, Family.PRODUCT),
              "The request is well formed and the platform declines it, or the product is not bound"
                  + " or used up.",
              "See the account and its products in the vendor's console.",
              "the platform declines it"),
          new Refusal(
              "SessionExpiredException",
              List.of(Family.SESSION_ENDED),
              "The bureau's session no longer holds.",
              "Log in again.",
              "the session has ended: log in again"),
          new Refusal(
              "AuthenticationException",
              List.of(Family.NOT_SIGNED_IN),
              "The call was not accepted as signed in, also after a new access token where that"
                  + " could help.",
              "If it comes again, check the AppKey and its white list,"
                  + " and that no proxy drops headers with underscores.",
              null),
          new Refusal(
              "SignatureRefusedException",
              List.of(Family.SIGNATURE),
              "The signature or the date of the request was refused.",
              "Check the AppSecret, and the clock of this machine.",
              null),
          new Refusal(
              "RateLimitedException",
              List.of(Family.RATE_LIMITED),
              "The gateway limits the rate of calls.",
              "Call less often.",
              null),
          new Refusal(
              "MaintenanceException",
              List.of(Family.MAINTENANCE),
              "The platform is under maintenance.",
              "Try again later.",
              null),
          new Refusal(
              "PlatformException",
              List.of(Family.UNKNOWN, Family.SYSTEM, Family.ENCRYPTION),
              "The platform or the bureau failed, or answered a code of no documented family.",
              "If it comes again, quote the reqId to the vendor's support.",
              null));

  /** That of a token that is not given, which no code tells. */
  static final Refusal OF_CREDENTIALS =
      new Refusal(
          "InvalidCredentialsException",
          List.of(Family.NOT_SIGNED_IN),
          "The platform gives no access token for this AppKey and AppSecret. It is not asked again"
              + " for 60 seconds, in which every call that has no token yet fails alike.",
          "Check the AppKey and the AppSecret that the builder's credentials were given.",
          null);

  /**
   * Returns the one that codes of a family come as.
   *
   * @throws IllegalArgumentException if there is none, as for that of successes
   */
  static Refusal of(Family family) {
    return OF_CODES.stream()
        .filter(refusal -> refusal.families.contains(family))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No exception is of the family "
                        + family.key()
                        + ": name it in one of Refusal.OF_CODES"));
  }

  /** Returns whether it has to tell of which family its code is. */
  boolean several() {
    return families.size() > 1;
  }
}
