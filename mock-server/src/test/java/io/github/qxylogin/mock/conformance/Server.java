package io.github.qxylogin.mock.conformance;

import java.time.Duration;
import java.time.Instant;

/** A mock to which questions are put. */
interface Server {
  Response response(Request request);

  Instant now();

  void advance(Duration time);

  /** Returns the code of the SMS that was sent for a task. */
  String smsCode(String task);
}
