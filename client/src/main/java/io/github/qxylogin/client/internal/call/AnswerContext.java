package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.http.CallState;
import io.github.qxylogin.client.internal.http.RetryRule;
import io.github.qxylogin.client.internal.http.SecretMask;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.services.ApiResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an answer beside its data. Makes the exceptions that tell what is wrong with it,
 * or what it refuses.
 */
final class AnswerContext {
  /**
   * Like a failure of the platform, they say nothing of the request, and may come after it acted.
   */
  private static final Set<Family> GATEWAY = EnumSet.of(Family.RATE_LIMITED, Family.MAINTENANCE);

  /** The one that was answered, and its state. */
  final Request request;

  final CallState call;
  final Envelope envelope;

  /** The whole body; missing if it is no JSON. */
  final JsonNode tree;

  private final int status;
  private final Headers headers;
  private final ApiContract contract;
  private final SecretMask mask;

  AnswerContext(
      Request request,
      int status,
      Headers headers,
      @Nullable Envelope envelope,
      JsonNode tree,
      ApiContract contract,
      SecretMask mask) {
    this.request = request;
    call = CallState.ofOurs(request);
    this.status = status;
    this.headers = headers;
    this.envelope = envelope == null ? Envelope.builder().build() : envelope;
    this.tree = tree;
    this.contract = contract;
    this.mask = mask;
  }

  /** Returns a text of the platform without the secrets of the request. */
  @Nullable String masked(@Nullable String text) {
    return mask.mask(text, CallState.signed(request));
  }

  /**
   * Returns a member of the answer.
   *
   * @throws InvalidResponseException naming the member's path, if it is missing or empty
   */
  <T> T need(@Nullable T member, String... path) {
    if (member == null || (member instanceof String && ((String) member).trim().isEmpty())) {
      String name = String.join(".", path);
      String code = envelope.code().isPresent() ? "code " + code() + " " : "";
      throw invalid(code + "without a usable '" + name + "'", name);
    }
    return member;
  }

  /**
   * Returns that the answer tells nothing that the contract knows: it lacks what the nearest of the
   * outcomes has.
   */
  InvalidResponseException tellsNothing(Operation operation, JsonNode spelt) {
    String lacking = operation.lacking(spelt);
    return invalid("code " + code() + " without a usable '" + lacking + "'", lacking);
  }

  /** Returns a value together with the answer that told it. */
  <T extends @Nullable Object> ApiResponse<T> response(T value) {
    return new ApiResponse<>(
        CallState.name(request), value, status, headers, "" + call.answered(), code(), reqId());
  }

  InvalidResponseException invalid(String problem, @Nullable String field) {
    ExceptionDetails details = details();
    if (!call.idempotent()) {
      details.mayHaveActed();
    } else if (RetryRule.passing(status)) {
      details.retryable();
    }
    return InvalidResponseException.withProblem(details, problem, field, call.answered());
  }

  /** Returns the exception of a code that is no success; none if the answer has no code at all. */
  Optional<QixiangyunException> refusal() {
    String code = envelope.code().orElse(null);
    if (code == null) {
      return Optional.empty();
    }
    Optional<Code> known = call.meaning(contract, code);
    Family family = known.map(Code::family).orElse(Family.UNKNOWN);
    return family == Family.OK
        ? Optional.empty()
        : Optional.of(refused(code, family, known).toException(family));
  }

  private ExceptionDetails refused(String code, Family family, Optional<Code> known) {
    ExceptionDetails details = details();
    if (contract.lists(code)) {
      // A listed code is no secret, though a secret may look like it.
      details.code(code);
    }
    boolean harmless =
        !(PlatformException.isOf(family) || GATEWAY.contains(family))
            || known.filter(Code::refusedBeforeActing).isPresent();
    if (!call.idempotent() && !harmless) {
      details.mayHaveActed();
    }
    known.ifPresent(listed -> tell(details, listed));
    return details;
  }

  private static void tell(ExceptionDetails details, Code listed) {
    details.meaning(listed.meaning());
    Duration wait = listed.retryAfter();
    if (listed.retryable()) {
      details.retryable();
      if (wait != null) {
        details.retryAfter(wait);
      }
    }
  }

  /** Returns what an exception can tell of the answer, its secrets masked. */
  private ExceptionDetails details() {
    return ExceptionDetails.of(CallState.name(request))
        .httpStatus(status)
        .code(code())
        .vendorMessage(masked(envelope.message().orElse(null)))
        .reqId(reqId());
  }

  private @Nullable String code() {
    return masked(envelope.code().orElse(null));
  }

  private @Nullable String reqId() {
    return masked(envelope.reqId().orElse(null));
  }
}
