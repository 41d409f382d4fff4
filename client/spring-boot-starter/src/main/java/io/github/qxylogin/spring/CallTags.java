package io.github.qxylogin.spring;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallReport;

/** The name and the low-cardinality tags of the meter. */
final class CallTags {
  static final String NAME = "qixiangyun.login.calls";
  static final String CLIENT = "client";
  static final String OPERATION = "operation";
  static final String FAMILY = "family";
  static final String OUTCOME = "outcome";

  /** The outcome of a call without a readable response. */
  static final String FAILED = "failed";

  private CallTags() {}

  /**
   * Returns the operation's name; {@code other} for a path outside the contract: it may have ids.
   */
  static String operation(String operation) {
    return operation.startsWith("/") ? "other" : operation;
  }

  static String family(CallReport report) {
    return report.family().key();
  }

  /**
   * Returns {@code success}, {@code error} for an error code, or {@code failed} without a readable
   * response.
   */
  static String outcome(CallReport report) {
    if (!report.code().isPresent() || report.family() == Family.INVALID_RESPONSE) {
      return FAILED;
    }
    return report.family() == Family.OK ? "success" : "error";
  }

  /** Returns the operation with its response, or the class of its exception. */
  static String result(CallReport report) {
    String end =
        report
            .failure()
            .map(Class::getSimpleName)
            .orElseGet(
                () -> "HTTP " + report.httpStatus().orElse(0) + ", family " + family(report));
    return operation(report.operation()) + ": " + end;
  }
}
