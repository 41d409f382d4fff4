package io.github.qxylogin.contracttests.check;

/**
 * What the user allows on a target by URL.
 *
 * @param sideEffects whether calls may send SMS, open sessions or change accounts
 * @param failedLogins whether calls may count as failed logins, of which the bureau forgives four
 */
public record Permissions(boolean sideEffects, boolean failedLogins) {
  public static final Permissions READ_ONLY = new Permissions(false, false);
}
