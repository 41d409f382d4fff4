package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Condition;
import java.util.Optional;

/** The faults of the headers that authenticate a call. */
public enum SigningFault {
  NONE("", "", null),
  TOKEN_MISSING("missing-token", "without a token", Condition.TOKEN_MISSING),
  TOKEN_UNKNOWN("unknown-token", "with an unknown token", Condition.TOKEN_EXPIRED),
  DATE_EARLY("early-date", "with a date too far in the past", Condition.DATE_SKEWED),
  DATE_LATE("late-date", "with a date too far in the future", Condition.DATE_SKEWED),
  SIGNATURE_MISSING("missing-signature", "without a signature", Condition.SIGNATURE_MISSING),
  SIGNATURE_WRONG("wrong-signature", "signed with another secret", Condition.SIGNATURE_WRONG),
  BODY_CHANGED("changed-body", "with the signature of another body", Condition.SIGNATURE_WRONG);

  private final String key;
  private final String words;
  private final Condition condition;

  SigningFault(String key, String words, Condition condition) {
    this.key = key;
    this.words = words;
    this.condition = condition;
  }

  public String key() {
    return key;
  }

  public String words() {
    return words;
  }

  /** Returns whether the error is documented; of token errors only that of an expired token is. */
  public boolean documented() {
    return this != TOKEN_UNKNOWN;
  }

  /** Returns the condition under which the contract documents the error. */
  public Optional<Condition> condition() {
    return Optional.ofNullable(condition);
  }
}
