package io.github.qxylogin.mock.flow;

import java.util.List;

/** Is called in the transaction of a call that sends an SMS. */
@FunctionalInterface
public interface SmsListener {
  /**
   * Handles an SMS.
   *
   * @param identities of the call that sends it
   */
  void sent(String number, String code, List<String> identities);
}
