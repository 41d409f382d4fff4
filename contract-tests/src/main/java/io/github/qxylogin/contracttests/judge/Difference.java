package io.github.qxylogin.contracttests.judge;

import io.github.qxylogin.contract.Keyed;

/**
 * Classifies a difference. It is breaking if it misleads a caller that relies on the contract
 * alone, and fails the check. It is drift if such a caller does not notice it.
 */
public enum Difference implements Keyed {
  NO_RESPONSE(true, "no complete response"),
  STATUS(true, "another HTTP status"),
  CONTENT_TYPE(true, "another media type"),
  NO_JSON(true, "a body that is no JSON in UTF-8"),
  SCHEMA(true, "a value that the schema forbids: of another type or form"),
  MEMBER_MISSING(true, "a documented member is missing"),
  MEMBER_NULL(true, "a documented member is null, or a secret is empty"),
  OTHER_VALUE(true, "another value than the contract requires"),
  VALUE_REUSED(true, "a value of an earlier response, where each response needs a new one"),
  OTHER_FAMILY(true, "a code of another family"),
  UNCLASSIFIED_CODE(true, "a code that belongs to no known family"),
  ERROR_FIELD_NOT_NAMED(true, "an error text that names the wrong field"),
  LINK_VALUE_MISSING(true, "a response without a value that the next call needs"),
  OTHER_CODE(false, "another code of the same family; the code is not documented"),
  UNKNOWN_CODE(false, "a code that neither the operation nor the catalogue lists"),
  OTHER_FORM(false, "another form of the same value; the documentation has both forms or neither"),
  OPTIONAL_MISSING(false, "an optional member of the example is missing"),
  EXTRA_MEMBER(false, "a member that the contract does not declare"),
  UNKNOWN_VALUE(false, "a value that a vocabulary of the contract does not list"),
  OTHER_TEXT(false, "another message text"),
  UNKNOWN_FIELD(false, "an error text that names an unknown field"),
  MISSING_EXAMPLE(false, "a response unlike every documented response"),
  ALWAYS_REJECTED(false, "the platform rejected every call with the same code"),
  SENT_MEMBER(false, "a request member that no schema declares"),
  SENT_VALUE(false, "an accepted request value that no vocabulary lists"),
  SENT_FORBIDDEN(false, "a request that the schema forbids, with a success as its response");

  private final boolean breaking;
  private final String words;

  Difference(boolean breaking, String words) {
    this.breaking = breaking;
    this.words = words;
  }

  /** Returns whether it fails the check. */
  public boolean breaking() {
    return breaking;
  }

  /** Returns where it is explained, from the folder of the contract tests. */
  public String link() {
    return "VERDICTS.md#" + key();
  }

  /** Returns its description. */
  public String words() {
    return words;
  }
}
