package io.github.qxylogin.spring;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallReport;

/** What metrics and observations say of a call, in few different values. */
final class CallTags {
  static final String CLIENT = "client";
  static final String OPERATION = "operation";
  static final String FAMILY = "family";
  static final String OUTCOME = "outcome";

  /** The outcome of a call without an answer that can be read. */
  static final String FAILED = "failed";

  private CallTags() {}

  /** Returns the operation's name; of a path outside the contract, which may hold ids, no more. */
  static String operation(String operation) {
    return operation.startsWith("/") ? "other" : operation;
  }

  static String family(CallReport report) {
    return report.family() == null ? "none" : report.family().key();
  }

  /**
   * Returns {@code success}, {@code refused} for another code, {@code failed} without an answer.
   */
  static String outcome(CallReport report) {
    if (report.failure() != null || report.family() == null) {
      return FAILED;
    }
    return report.family() == Family.OK ? "success" : "refused";
  }
}
