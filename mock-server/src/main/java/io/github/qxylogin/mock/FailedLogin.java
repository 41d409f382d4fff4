package io.github.qxylogin.mock;

/**
 * Failed logins in a row of one tax number.
 *
 * @param count how many
 * @param locked whether they were too many
 */
record FailedLogin(int count, boolean locked) {
  static final FailedLogin NONE = new FailedLogin(0, false);

  FailedLogin more(int borne) {
    return new FailedLogin(count + 1, count + 1 > borne);
  }
}
