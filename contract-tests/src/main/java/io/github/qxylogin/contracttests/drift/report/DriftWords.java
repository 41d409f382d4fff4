package io.github.qxylogin.contracttests.drift.report;

import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;

/** Words findings for both reports. */
final class DriftWords {

  private DriftWords() {}

  /** Returns what was seen in particular; empty when the kind says it all. */
  static String detail(DriftFinding finding, Discretion discretion) {
    return switch (finding.kind()) {
      case UNKNOWN_CODE, UNPLACED_CODE, UNKNOWN_VALUE, STATUS -> discretion.word(finding.detail());
      case OTHER_FAMILY, OTHER_CODE, OTHER_VALUE -> codes(finding, discretion);
      case MISSING_EXAMPLE -> discretion.word(finding.detail().split(" ", 2)[0]) + filled(finding);
      case FORBIDDEN_FORM, FORBIDDEN_TYPE, MISSING_MEMBER -> finding.detail();
      default -> discretion.text(finding.detail());
    };
  }

  /** Returns the code that came and the one that was wanted, which is the contract's. */
  private static String codes(DriftFinding finding, Discretion discretion) {
    int space = finding.detail().lastIndexOf(' ');
    return space < 0
        ? ""
        : discretion.word(finding.detail().substring(0, space))
            + ", not"
            + finding.detail().substring(space);
  }

  private static String filled(DriftFinding finding) {
    String places = finding.detail().split(" ", 2)[1];
    return places.isEmpty() ? " without data" : " with " + places.replace(" ", ", ");
  }

  /** Returns of how many calls a finding's count is told. */
  static int total(DriftFinding finding, OperationDrift of) {
    return switch (finding.kind()) {
      case NO_ANSWER, STATUS, MEDIA_TYPE, NO_JSON, SENT_MEMBER -> of.calls();
      default -> of.answers();
    };
  }

  /** Returns when a finding was first seen, if its recording tells a time. */
  static String time(DriftFinding finding) {
    String at = finding.first().at();
    return at.matches("[0-9T:.Z+-]{1,40}") ? at : "";
  }
}
