package io.github.qxylogin.contracttests.judge;

import io.github.qxylogin.contract.Keyed;

/**
 * The one rule of what fails a check: a difference is breaking if a caller who relies on nothing
 * but the contract would be misled by it, and drift if such a caller would not notice.
 */
public enum Difference implements Keyed {
  NO_ANSWER(true, "no answer, or none that comes to an end"),
  STATUS(true, "another HTTP status"),
  CONTENT_TYPE(true, "another media type"),
  NO_JSON(true, "a body that is no JSON in UTF-8"),
  SCHEMA(true, "a value that the schema forbids: of another type or form"),
  MEMBER_MISSING(true, "a documented member is missing"),
  MEMBER_NULL(true, "a documented member is null, or a secret is empty"),
  OTHER_VALUE(true, "another value, where the contract tells which one comes"),
  NOT_NEW(true, "a value that the response to another request had, where each has a new one"),
  OTHER_FAMILY(true, "a code of another family"),
  UNPLACED_CODE(true, "a code that belongs to no known family"),
  FIELD_UNNAMED(true, "a text that names another field than the one at fault"),
  NO_WAY_ON(true, "an answer that lacks what the next call of the flow needs"),
  OTHER_CODE(false, "another code of the same family, where no page tells the code"),
  UNKNOWN_CODE(false, "a code that neither the operation nor the catalogue lists"),
  OTHER_FORM(false, "another form of the same, where the documentation has both, or prints none"),
  OPTIONAL_MISSING(false, "a member is missing that an example has and the schema leaves out"),
  EXTRA_MEMBER(false, "a member that the contract does not know"),
  UNKNOWN_VALUE(false, "a value that a vocabulary of the contract does not list"),
  OTHER_TEXT(false, "another text for people"),
  UNKNOWN_FIELD(false, "a refusal that names a field which the contract does not know"),
  MISSING_EXAMPLE(false, "an answer that no documented one looks like"),
  NEVER_REACHED(false, "every call was refused by the platform itself, with the same code"),
  SENT_MEMBER(false, "a member that callers send and no schema knows"),
  SENT_VALUE(false, "a value that callers send, that is taken, and that no vocabulary lists"),
  SENT_FORBIDDEN(false, "a request that the schema forbids, and that was answered as a success");

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

  /** Returns what it is, in words. */
  public String words() {
    return words;
  }
}
