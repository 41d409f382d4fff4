package io.github.qxylogin.contract;

import java.time.Duration;
import java.util.Optional;

/**
 * A business code of the catalogue.
 *
 * @param code as it stands in the answer
 * @param family what kind of outcome it is
 * @param chinese what it means, in the platform's words where they are published
 * @param english what it means and what to do
 * @param evidence where it is documented
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
    boolean retryable,
    Optional<Duration> retryAfter,
    boolean refusedBeforeActing) {

  /** A condition's answer in the catalogue: the code and its text, in which {field} is replaced. */
  public record Answer(Code code, Condition when, String message, Evidence evidence) {

    /** Returns the text, naming the field at fault. */
    public String message(String field) {
      return message.replace("{field}", field);
    }
  }

  /**
   * Returns whether the code is one of the guide's own: the gateway's and the sign-in's, whose
   * failures alone say {@code success: false}.
   */
  public boolean ofPlatform() {
    return evidence == Evidence.G;
  }

  static Code of(Value code) {
    return new Code(
        code.text("code"),
        Family.of(code.at("family")),
        code.text("zh"),
        code.text("en"),
        Evidence.of(code.at("evidence")),
        code.flag("retryable"),
        code.optional("retryAfter").map(Value::duration),
        code.flag("refusedBeforeActing"));
  }
}
