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
 * The description of a call before it is sent. Immutable; the state of the call is in its {@link
 * SendGuard}.
 *
 * <p>An operation outside the contract is signed, and not idempotent unless its {@link CallOptions}
 * declare it.
 */
public final class CallInfo {
  /** The operation's name in messages, or its path outside the contract. */
  public final String name;

  /** The operation; null outside the contract. */
  public final @Nullable Operation operation;

  public final SendGuard guard;
  private final ApiContract contract;
  private final @Nullable CallOptions options;

  /**
   * Creates the description of a call.
   *
   * @param options the options of the method; null if there are none
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
   * Returns the call of a request.
   *
   * @throws IOException if an interceptor of a given client lost it, so that its state is unknown
   */
  static CallInfo of(Request request) throws IOException {
    CallInfo call = request.tag(CallInfo.class);
    if (call == null) {
      throw new IOException(
          "an interceptor of the given OkHttpClient created a new request:"
              + " change the existing one by request.newBuilder()");
    }
    return call;
  }

  /** Returns the call of a request of this client. */
  public static CallInfo ofOurs(Request request) {
    return Objects.requireNonNull(request.tag(CallInfo.class), "call");
  }

  /** Returns the meaning of a code in the call's response. */
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
