package io.github.qxylogin.mock.conformance;

import io.github.qxylogin.contract.Condition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be wrong with the headers that authenticate a call. */
enum SigningFault {
  NONE(null),
  TOKEN_MISSING(Condition.TOKEN_MISSING),
  TOKEN_UNKNOWN(Condition.TOKEN_EXPIRED),
  DATE_EARLY(Condition.DATE_SKEWED),
  DATE_LATE(Condition.DATE_SKEWED),
  SIGNATURE_MISSING(Condition.SIGNATURE_MISSING),
  SIGNATURE_OF_OTHER_SECRET(Condition.SIGNATURE_WRONG),
  SIGNATURE_OF_OTHER_BODY(Condition.SIGNATURE_WRONG);

  private final Condition condition;

  SigningFault(Condition condition) {
    this.condition = condition;
  }

  static List<SigningFault> all() {
    return Arrays.stream(values()).filter(fault -> fault != NONE).toList();
  }

  Condition condition() {
    return condition;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
