package io.github.qxylogin.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A business code of the catalogue.
 *
 * @param code as it stands in the answer
 * @param only where alone it means this; empty for a code that means the same everywhere
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
    Optional<Scope> only,
    Family family,
    String chinese,
    String english,
    Evidence evidence,
    boolean retryable,
    Optional<Duration> retryAfter,
    boolean refusedBeforeActing) {

  /** The operations where a code has its meaning: by their ids, or by their role in a flow. */
  public record Scope(List<String> operations, List<Flow.Role> roles) {

    static Scope of(Value scope) {
      scope.only(List.of("operations", "roles"));
      return new Scope(
          scope.texts("operations"),
          scope.at("roles").list().stream()
              .map(role -> role.oneOf(Flow.Role.values(), Flow.Role::key))
              .toList());
    }

    boolean covers(String operation, Optional<Flow> flow) {
      return operations.contains(operation)
          || flow.map(Flow::role).filter(roles::contains).isPresent();
    }
  }

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

  boolean holdsFor(String operation, Optional<Flow> flow) {
    return only.map(scope -> scope.covers(operation, flow)).orElse(true);
  }

  /** Returns the same of another code of the class. */
  Code as(String other) {
    return new Code(
        other,
        only,
        family,
        chinese,
        english,
        evidence,
        retryable,
        retryAfter,
        refusedBeforeActing);
  }

  static Code of(Value code) {
    return new Code(
        code.text("code"),
        code.optional("only").map(Scope::of),
        Family.of(code.at("family")),
        code.text("zh"),
        code.text("en"),
        Evidence.of(code.at("evidence")),
        code.flag("retryable"),
        code.optional("retryAfter").map(Value::duration),
        code.flag("refusedBeforeActing"));
  }
}
