package io.github.qxylogin.mock.history;

import java.time.Duration;

/** What a client, or the test itself, asks of the mock. */
sealed interface LoginCall {

  /** Asks for an SMS code. */
  record Send(Account account) implements LoginCall {}

  /** Uploads the right code, or a wrong one. */
  record Upload(String taxpayer, String task, boolean rightCode) implements LoginCall {}

  /** Asks whether the session of an account holds. */
  record Check(Account account) implements LoginCall {}

  /** Moves the clock, for everybody. */
  record Advance(Duration by) implements LoginCall {}

  /** Makes the mock forget everything, for everybody. */
  record Reset() implements LoginCall {}
}
