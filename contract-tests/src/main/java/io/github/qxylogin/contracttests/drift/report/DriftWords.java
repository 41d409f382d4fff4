package io.github.qxylogin.contracttests.drift.report;

import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.text.Discretion;

/** Words findings for both reports. */
final class DriftWords {

  private DriftWords() {}

  /** Returns what was seen in particular; empty when the kind says it all. */
  static String detail(DriftFinding finding, Discretion discretion) {
    String detail = finding.detail();
    return switch (finding.kind()) {
      case UNKNOWN_CODE, UNPLACED_CODE, UNKNOWN_VALUE, SENT_VALUE, STATUS, NEVER_REACHED ->
          discretion.word(detail);
      case OTHER_FAMILY, OTHER_CODE, OTHER_VALUE ->
          discretion.isWord(finding.code()) ? detail : discretion.text(detail);
      case MISSING_EXAMPLE ->
          discretion.word(finding.code()) + detail.substring(finding.code().length());
      case SCHEMA, MEMBER_MISSING, SENT_FORBIDDEN -> detail;
      default -> discretion.text(detail);
    };
  }

  /** Returns of how many calls a finding's count is told. */
  static int total(DriftFinding finding, OperationDrift of) {
    return switch (finding.kind()) {
      case NO_ANSWER, STATUS, CONTENT_TYPE, NO_JSON, SENT_MEMBER, SENT_VALUE, SENT_FORBIDDEN ->
          of.calls();
      default -> of.answers();
    };
  }

  /** Returns when a finding was first seen, if its recording tells a time. */
  static String time(DriftFinding finding) {
    String at = finding.first().at();
    return at.matches("[0-9T:.Z+-]{1,40}") ? at : "";
  }
}
