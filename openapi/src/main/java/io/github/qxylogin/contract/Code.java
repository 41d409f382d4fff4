package io.github.qxylogin.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A business code, and what it means.
 *
 * @param code as it stands in the answer
 * @param family what kind of outcome it is
 * @param chinese what it means, in the platform's words where they are published
 * @param english what it means and what to do
 * @param evidence where it is documented
 * @param success what the envelope's own {@code success} says beside it, where no answer prints it
 * @param retryable whether the same request can succeed later
 * @param retryAfter how long to wait before a retry, where that is documented
 * @param refusedBeforeActing whether the call did nothing, so that it may be sent again
 */
public record Code(
    String code,
    Family family,
    String chinese,
    String english,
    Evidence evidence,
    boolean success,
    boolean retryable,
    @Nullable Duration retryAfter,
    boolean refusedBeforeActing) {
  private static final List<String> KEYS =
      List.of(
          "code",
          "name",
          "family",
          "pattern",
          "zh",
          "en",
          "advice",
          "note",
          "evidence",
          "success",
          "retryable",
          "retryAfter",
          "refusedBeforeActing",
          "answers");

  /** A condition's answer: the code and its text, in which {field} is replaced. */
  public record Answer(Code code, Condition when, String message, Evidence evidence) {

    /** Returns the text, naming the field at fault. */
    public String message(String field) {
      return message.replace("{field}", field);
    }
  }

  /** Returns the same with what is said of a retry for the whole class. */
  Code retriedAs(Code like) {
    return new Code(
        code,
        family,
        chinese,
        english,
        evidence,
        success,
        retryable || like.retryable,
        retryAfter == null ? like.retryAfter : retryAfter,
        refusedBeforeActing);
  }

  /** Returns the same of another code of the class. */
  Code as(String other) {
    return new Code(
        other,
        family,
        chinese,
        english,
        evidence,
        success,
        retryable,
        retryAfter,
        refusedBeforeActing);
  }

  /**
   * Reads what is said of a code, or of all codes of a class.
   *
   * @param value what is said of it
   * @param described the family's own description, for texts that are not
   * @param usual the evidence of what tells none
   */
  static Code of(Value value, String code, Family family, Value described, Evidence usual) {
    value.only(KEYS);
    return new Code(
        code,
        family,
        value.optional("zh").orElse(described.at("zh")).text(),
        value.optional("en").orElse(described.at("en")).text(),
        value.optional("evidence").map(Evidence::of).orElse(usual),
        !value.at("success").present() || value.flag("success"),
        told(value, "retryable"),
        value.read("retryAfter", Value::duration),
        told(value, "refusedBeforeActing"));
  }

  /** What is not told is not so: it is never known to be harmless. */
  private static boolean told(Value value, String statement) {
    Value told = value.at(statement);
    if (told.present()) {
      told.only(List.of("evidence", "reason"));
      Evidence.of(told.at("evidence"));
      told.text("reason");
    }
    return told.present();
  }
}
