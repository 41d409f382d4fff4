package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.spi.CallOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a call is, known before it is sent. Immutable; how far the call got is in its {@link
 * SendGuard}.
 *
 * <p>An operation that the contract does not describe is signed, as nearly all are. It is not
 * idempotent, unless the method says so.
 */
public final class CallInfo {
  /** The operation in messages: its path, if it has no name. */
  public final String name;

  /** The operation; null if the contract describes none. */
  public final @Nullable Operation operation;

  public final SendGuard guard;
  private final ApiContract contract;
  private final @Nullable CallOptions options;

  /**
   * Creates the description of a call.
   *
   * @param options what the author of the method says; null if nothing
   */
  public CallInfo(
      String name,
      @Nullable Operation operation,
      SendGuard guard,
      ApiContract contract,
      @Nullable CallOptions options) {
    this.name = name;
    this.operation = operation;
    this.guard = guard;
    this.contract = contract;
    this.options = options;
  }

  /**
   * Returns the call that a request belongs to.
   *
   * @throws IOException if an interceptor of a given client lost it: nobody would know then whether
   *     the call was sent
   */
  static CallInfo of(Request request) throws IOException {
    CallInfo call = request.tag(CallInfo.class);
    if (call == null) {
      throw new IOException(
          "an interceptor of the given OkHttpClient made a request of its own:"
              + " let it change the one that it got, by request.newBuilder()");
    }
    return call;
  }

  /** Returns the call of a request that was made here. */
  public static CallInfo ofOurs(Request request) {
    return Objects.requireNonNull(request.tag(CallInfo.class), "call");
  }

  /** Returns what a code means in a response to the call. */
  public Optional<Code> meaning(String code) {
    if (operation != null) {
      return operation.code(code);
    }
    return options != null && Arrays.asList(options.success()).contains(code)
        ? Optional.of(Code.success())
        : contract.code(code);
  }

  /** Returns whether the value of a member or a header is secret in this call. */
  boolean isSensitive(String name) {
    return contract.isSensitive(name)
        || (options != null && Arrays.stream(options.sensitive()).anyMatch(name::equalsIgnoreCase));
  }

  public boolean isSigned() {
    return operation == null || operation.signed;
  }
}
