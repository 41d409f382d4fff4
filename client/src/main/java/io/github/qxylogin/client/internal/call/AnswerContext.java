package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.InvalidAnswerException;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.http.CallState;
import io.github.qxylogin.client.internal.http.RetryRule;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.services.ApiResponse;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an answer beside its data. Makes the exceptions that tell what is wrong with it.
 */
final class AnswerContext {
  private final Request request;
  private final CallState call;
  private final int status;
  private final Headers headers;
  private final Envelope envelope;
  private final JsonNode tree;
  private final UnaryOperator<@Nullable String> mask;

  /**
   * Creates what is known.
   *
   * @param request the one that was answered
   * @param call its state
   * @param tree its whole body; missing if it is no JSON
   * @param mask takes the request's secrets out of the platform's texts
   */
  AnswerContext(
      Request request,
      CallState call,
      int status,
      Headers headers,
      Envelope envelope,
      JsonNode tree,
      UnaryOperator<@Nullable String> mask) {
    this.request = request;
    this.call = call;
    this.status = status;
    this.headers = headers;
    this.envelope = envelope;
    this.tree = tree;
    this.mask = mask;
  }

  Request request() {
    return request;
  }

  CallState call() {
    return call;
  }

  int status() {
    return status;
  }

  Envelope envelope() {
    return envelope;
  }

  JsonNode tree() {
    return tree;
  }

  UnaryOperator<@Nullable String> mask() {
    return mask;
  }

  /** Returns what messages call the operation. */
  String operation() {
    return CallState.name(request);
  }

  /**
   * Returns a member of the answer.
   *
   * @throws InvalidAnswerException naming the member's path, if it is missing or empty
   */
  <T> T need(@Nullable T member, String... path) {
    if (member == null || (member instanceof String && ((String) member).trim().isEmpty())) {
      String name = String.join(".", path);
      String code = envelope.getCode() == null ? "" : "code " + code() + " ";
      throw invalid(code + "without a usable '" + name + "'", name);
    }
    return member;
  }

  /**
   * Returns that the answer tells nothing that the contract knows: it lacks what the nearest of the
   * outcomes has.
   */
  InvalidAnswerException tellsNothing(Operation operation, JsonNode spelt) {
    String lacking = operation.lacking(spelt);
    return invalid("code " + code() + " without a usable '" + lacking + "'", lacking);
  }

  /** Returns a value together with the answer that told it. */
  <T extends @Nullable Object> ApiResponse<T> response(T value) {
    return new ApiResponse<>(
        operation(), value, status, headers, "" + call.answered(), code(), reqId());
  }

  InvalidAnswerException invalid(String problem, @Nullable String field) {
    ExceptionDetails details = details();
    if (!call.idempotent()) {
      details.mayHaveActed();
    } else if (RetryRule.passing(status)) {
      details.retryable();
    }
    return InvalidAnswerException.withProblem(details, problem, field, call.answered());
  }

  /** Returns what an exception can tell of the answer, its secrets masked. */
  ExceptionDetails details() {
    return ExceptionDetails.of(operation())
        .httpStatus(status)
        .code(code())
        .vendorMessage(mask.apply(envelope.getMessage()))
        .reqId(reqId());
  }

  @Nullable String code() {
    return mask.apply(envelope.getCode());
  }

  @Nullable String reqId() {
    return mask.apply(envelope.getReqId());
  }
}
