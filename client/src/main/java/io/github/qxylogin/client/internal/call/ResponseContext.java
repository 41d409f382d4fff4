package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.http.BufferedBody;
import io.github.qxylogin.client.internal.http.CallInfo;
import io.github.qxylogin.client.internal.http.RetryRule;
import io.github.qxylogin.client.internal.http.SecretMask;
import io.github.qxylogin.client.internal.http.UnreadableBodyException;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.services.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The parsed envelope of a response; builds exceptions from it. */
final class ResponseContext {
  /** Like platform failures, these errors may come after the platform acted. */
  private static final Set<Family> GATEWAY = EnumSet.of(Family.RATE_LIMITED, Family.MAINTENANCE);

  final Request request;
  final CallInfo call;

  private final int status;
  private final Headers headers;
  private final @Nullable BufferedBody body;
  private final Envelope envelope;
  private final SecretMask mask;

  /**
   * Creates the context of a response.
   *
   * @param body null if it is incomplete
   */
  ResponseContext(
      Request request, int status, Headers headers, @Nullable BufferedBody body, SecretMask mask) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.mask = mask;
    call = CallInfo.ofOurs(request);
    envelope = body == null ? Envelope.builder().build() : body.envelope();
  }

  /** Returns the whole body as JSON. */
  JsonNode tree() {
    return body == null ? MissingNode.getInstance() : body.tree();
  }

  /** Masks the secrets of the request in a text of the platform. */
  @Nullable String masked(@Nullable String text) {
    return mask.mask(text, request);
  }

  /** Returns the exception of a missing member. */
  InvalidResponseException lacks(String path) {
    String code = envelope.code().isPresent() ? "code " + code() + " " : "";
    return invalid(code + "without a usable '" + path + "'", path);
  }

  /** Returns a result with its response. */
  <T extends @Nullable Object> ApiResponse<T> response(T value) {
    return new ApiResponse<>(
        call.name, value, status, headers, body == null ? "" : body.text(), code(), reqId());
  }

  /**
   * Returns the exception of a call that failed after its response, with the response.
   *
   * @param masked the failure without secrets
   */
  InvalidResponseException invalid(IOException failed, IOException masked) {
    return failed instanceof UnreadableBodyException
        ? invalid("" + failed.getMessage(), ((UnreadableBodyException) failed).field())
        : invalid("a complete response, but the call then failed: " + masked.getMessage(), null);
  }

  /**
   * Checks that the response has a code, unless the operation's successes have none.
   *
   * @param problem why the body is no JSON of the contract; null if it is
   */
  void checkCode(@Nullable UnreadableBodyException problem) {
    Family gateway = gateway(status);
    boolean coded = problem == null && envelope.code().orElse(null) != null;
    if (!coded && gateway != null) {
      Duration asked = RetryRule.retryAfter(headers);
      ExceptionDetails details =
          unknownEffect().meaning("A gateway returned " + insteadOfJson() + ".");
      throw (asked.isZero() ? details : details.retryAfter(asked)).toException(gateway);
    }
    boolean empty = body != null && body.raw.contentLength() == 0;
    if (problem != null && (successful() || empty || problem.field() != null)) {
      throw invalid("" + problem.getMessage(), problem.field());
    }
    if (!coded && !successful()) {
      throw invalid(insteadOfJson(), null);
    }
    String code = envelope.code().orElse("").trim();
    if (code.isEmpty() && !call.meaning(code).isPresent()) {
      throw lacks(Envelope.JSON_PROPERTY_CODE);
    }
  }

  /** Returns the family of a gateway's status; null for any other status. */
  private static @Nullable Family gateway(int status) {
    if (status == 429) {
      return Family.RATE_LIMITED;
    }
    boolean redirect = status >= 300 && status < 400;
    return redirect || (status >= 502 && status <= 504) ? Family.SYSTEM : null;
  }

  private boolean successful() {
    return status >= 200 && status < 300;
  }

  private String insteadOfJson() {
    MediaType type = body == null ? null : body.raw.contentType();
    return type == null
        ? "no JSON of the contract"
        : String.format(
            "%s instead of the contract's JSON", masked(type.type() + "/" + type.subtype()));
  }

  InvalidResponseException invalid(String problem, @Nullable String field) {
    return InvalidResponseException.of(
        unknownEffect(), problem, field, body == null ? null : body.text());
  }

  /** Returns the details of a response that leaves the effect of the call unknown. */
  private ExceptionDetails unknownEffect() {
    if (!call.guard.isIdempotent()) {
      return details().mayHaveActed();
    }
    return RetryRule.isTransient(status) ? details().retryable() : details();
  }

  /** Returns the exception of an error code; none for success or without a code. */
  Optional<QixiangyunException> error() {
    String code = envelope.code().orElse(null);
    if (code == null) {
      return Optional.empty();
    }
    Optional<Code> known = call.meaning(code);
    Family family = known.map(listed -> listed.family).orElse(Family.UNKNOWN);
    return family == Family.OK
        ? Optional.empty()
        : Optional.of(errorDetails(family, known).toException(family));
  }

  private ExceptionDetails errorDetails(Family family, Optional<Code> known) {
    ExceptionDetails details = details();
    boolean harmless =
        !(PlatformException.isOf(family) || GATEWAY.contains(family))
            || known.filter(listed -> listed.rejectedBeforeActing).isPresent();
    if (!call.guard.isIdempotent() && !harmless) {
      details.mayHaveActed();
    }
    known.ifPresent(listed -> details.meaning(listed.meaning));
    if (known.filter(listed -> listed.retryable).isPresent()) {
      details.retryable();
      known.map(listed -> listed.retryAfter).ifPresent(details::retryAfter);
    }
    return details;
  }

  /** Returns the details of the response with masked secrets. */
  private ExceptionDetails details() {
    return ExceptionDetails.of(call.name)
        .httpStatus(status)
        .code(code())
        .vendorMessage(masked(envelope.message().orElse(null)))
        .reqId(reqId());
  }

  private @Nullable String code() {
    return mask.maskCode(envelope.code().orElse(null), request);
  }

  private @Nullable String reqId() {
    return masked(envelope.reqId().orElse(null));
  }
}
