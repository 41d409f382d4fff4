package io.github.qxylogin.client.services;

import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call with its HTTP response. Immutable. {@code toString} shows neither the value
 * nor the body, which may contain secrets.
 */
public final class ApiResponse<T extends @Nullable Object> {
  private final String operation;
  private final T value;
  private final int status;
  private final Headers headers;
  private final String body;
  private final @Nullable String code;
  private final @Nullable String reqId;

  /**
   * Creates a response; a test can do so too.
   *
   * @param operation its name in the contract
   * @param value the result of the call
   * @param status the HTTP status
   * @param headers the HTTP headers
   * @param body the body, unpacked and decoded as UTF-8
   * @param code the business code
   * @param reqId the platform's request id
   */
  public ApiResponse(
      String operation,
      T value,
      int status,
      Headers headers,
      String body,
      @Nullable String code,
      @Nullable String reqId) {
    this.operation = operation;
    this.value = value;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.code = code;
    this.reqId = reqId;
  }

  /** Returns the operation's name in the contract, or a path outside the contract. */
  public String operation() {
    return operation;
  }

  /** Returns the result of the call. */
  public T value() {
    return value;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the HTTP headers. */
  public Headers headers() {
    return headers;
  }

  /** Returns the body as received. A secret: it may contain cookies and tokens in clear. */
  public String body() {
    return body;
  }

  /** Returns the business code, if the response has one. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** Returns the platform's request id, if the response has one. */
  public Optional<String> reqId() {
    return Optional.ofNullable(reqId);
  }

  @Override
  public String toString() {
    return String.format(
        "ApiResponse[operation=%s, status=%d, code=%s, reqId=%s]", operation, status, code, reqId);
  }
}
