package io.github.qxylogin.client;

import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.contract.Family;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an answer beside its data. Makes the exceptions that tell what is wrong with it.
 *
 * @param call the one that was answered
 * @param mask takes the request's secrets out of the platform's texts
 */
record AnswerContext(
    String operation,
    CallState call,
    int status,
    Envelope envelope,
    UnaryOperator<@Nullable String> mask) {

  /**
   * Returns a member of the answer.
   *
   * @throws InvalidAnswerException naming the member's path, if it is missing or empty
   */
  <T> T need(@Nullable T member, String... path) {
    if (member == null || isEmpty(member)) {
      String name = String.join(".", path);
      String code = envelope.getCode() == null ? "" : "code " + code() + " ";
      throw invalid(code + "without a usable '" + name + "'", name);
    }
    return member;
  }

  private static boolean isEmpty(Object member) {
    return (member instanceof String text && text.isBlank())
        || (member instanceof CookieHeader cookie && cookie.isEmpty())
        || (member instanceof BureauCookies cookies && cookies.isEmpty());
  }

  InvalidAnswerException invalid(String problem, @Nullable String field) {
    boolean idempotent = call.idempotent();
    boolean retryable = idempotent && RetryRule.passing(status);
    String advice =
        idempotent
            ? "Check that the base URL is the platform's, and quote the reqId to its support."
            : "The platform may have acted on it: find out before you send it again.";
    return new InvalidAnswerException(
        failure(Family.UNKNOWN, text(), retryable, !idempotent, advice),
        problem,
        field,
        call.answered());
  }

  AppCredentialsException credentialsRefused(String text) {
    return new AppCredentialsException(
        failure(Family.NOT_SIGNED_IN, mask.apply(text), false, false, ""));
  }

  @Nullable String text() {
    return mask.apply(envelope.getMessage());
  }

  @Nullable String code() {
    return mask.apply(envelope.getCode());
  }

  @Nullable String reqId() {
    return mask.apply(envelope.getReqId());
  }

  private Failure failure(
      Family family,
      @Nullable String text,
      boolean retryable,
      boolean mayHaveActed,
      String meaning) {
    return new Failure(
        operation, status, family, code(), text, reqId(), retryable, mayHaveActed, null, meaning);
  }
}
