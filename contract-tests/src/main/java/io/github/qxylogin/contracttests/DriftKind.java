package io.github.qxylogin.contracttests;

import java.util.Locale;

/** What can be found about answers, all of them together; breaking as {@link Difference} has it. */
enum DriftKind {
  STATUS(Difference.STATUS.breaking(), "another HTTP status"),
  MEDIA_TYPE(Difference.CONTENT_TYPE.breaking(), "another media type"),
  NO_JSON(Difference.NO_JSON.breaking(), "a body that is no JSON in UTF-8"),
  FORBIDDEN_TYPE(Difference.SCHEMA.breaking(), "a type that the schema forbids"),
  FORBIDDEN_FORM(Difference.SCHEMA.breaking(), "a form that the schema forbids"),
  MISSING_MEMBER(Difference.MEMBER_MISSING.breaking(), "a required member is missing"),
  UNPLACED_CODE(Difference.OTHER_FAMILY.breaking(), "a code that belongs to no known family"),
  UNKNOWN_CODE(Difference.OTHER_CODE.breaking(), "a code that is not in the catalogue"),
  UNDOCUMENTED_MEMBER(Difference.EXTRA_MEMBER.breaking(), "a member that no schema knows"),
  UNKNOWN_VALUE(false, "a value that is not among those described, which are open to others"),
  MISSING_EXAMPLE(false, "an answer that no documented case looks like"),
  SENT_MEMBER(false, "a member that callers send and no schema knows");

  private final boolean breaking;
  private final String words;

  DriftKind(boolean breaking, String words) {
    this.breaking = breaking;
    this.words = words;
  }

  boolean breaking() {
    return breaking;
  }

  String words() {
    return words;
  }

  /** Returns its name in reports. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
