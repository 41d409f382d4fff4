package io.github.qxylogin.contracttests.drift;

import io.github.qxylogin.contracttests.judge.Difference;
import java.util.Locale;

/** What can be found about answers, all of them together; breaking as {@link Difference} has it. */
public enum DriftKind {
  NO_ANSWER(Difference.NO_ANSWER),
  STATUS(Difference.STATUS),
  MEDIA_TYPE(Difference.CONTENT_TYPE),
  NO_JSON(Difference.NO_JSON),
  FORBIDDEN_TYPE(Difference.SCHEMA.breaking(), "a type that the schema forbids"),
  FORBIDDEN_FORM(Difference.SCHEMA.breaking(), "a form that the schema forbids"),
  OTHER_TYPE(Difference.SCHEMA.breaking(), "another type or form than documented"),
  MISSING_MEMBER(Difference.MEMBER_MISSING.breaking(), "a required member is missing"),
  NULL_MEMBER(Difference.MEMBER_NULL),
  OTHER_VALUE(Difference.OTHER_VALUE),
  NOT_NEW(Difference.NOT_NEW),
  OTHER_FAMILY(Difference.OTHER_FAMILY),
  FIELD_UNNAMED(Difference.FIELD_UNNAMED),
  NO_WAY_ON(Difference.NO_WAY_ON),
  UNPLACED_CODE(Difference.OTHER_FAMILY.breaking(), "a code that belongs to no known family"),
  UNKNOWN_CODE(
      Difference.OTHER_CODE.breaking(),
      "a code that neither the operation nor the catalogue lists"),
  OTHER_CODE(Difference.OTHER_CODE),
  OTHER_FORM(Difference.OTHER_FORM),
  OPTIONAL_MISSING(Difference.OPTIONAL_MISSING),
  UNDOCUMENTED_MEMBER(Difference.EXTRA_MEMBER.breaking(), "a member that no schema knows"),
  UNKNOWN_VALUE(false, "a value that is not among those described, which are open to others"),
  OTHER_TEXT(Difference.OTHER_TEXT),
  MISSING_EXAMPLE(false, "an answer that no documented case looks like"),
  SENT_MEMBER(false, "a member that callers send and no schema knows");

  private final boolean breaking;
  private final String words;

  DriftKind(Difference difference) {
    this(difference.breaking(), difference.words());
  }

  DriftKind(boolean breaking, String words) {
    this.breaking = breaking;
    this.words = words;
  }

  /** Returns what a difference that the suite found is here. */
  static DriftKind of(Difference difference) {
    return switch (difference) {
      case NO_ANSWER -> NO_ANSWER;
      case STATUS -> STATUS;
      case CONTENT_TYPE -> MEDIA_TYPE;
      case NO_JSON -> NO_JSON;
      case SCHEMA -> OTHER_TYPE;
      case MEMBER_MISSING -> MISSING_MEMBER;
      case MEMBER_NULL -> NULL_MEMBER;
      case OTHER_VALUE -> OTHER_VALUE;
      case NOT_NEW -> NOT_NEW;
      case OTHER_FAMILY -> OTHER_FAMILY;
      case FIELD_UNNAMED -> FIELD_UNNAMED;
      case NO_WAY_ON -> NO_WAY_ON;
      case OTHER_CODE -> OTHER_CODE;
      case OTHER_FORM -> OTHER_FORM;
      case OPTIONAL_MISSING -> OPTIONAL_MISSING;
      case EXTRA_MEMBER -> UNDOCUMENTED_MEMBER;
      case UNKNOWN_VALUE -> UNKNOWN_VALUE;
      case OTHER_TEXT -> OTHER_TEXT;
    };
  }

  public boolean breaking() {
    return breaking;
  }

  public String words() {
    return words;
  }

  /** Returns its name in reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
