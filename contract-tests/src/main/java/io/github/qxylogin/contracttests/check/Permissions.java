package io.github.qxylogin.contracttests.check;

/**
 * The permissions of the user for a target by URL.
 *
 * @param sideEffects whether calls may send SMS, open sessions or change accounts
 * @param failedLogins whether calls may count as failed logins; the bureau allows four
 */
public record Permissions(boolean sideEffects, boolean failedLogins) {
  public static final Permissions READ_ONLY = new Permissions(false, false);
}
