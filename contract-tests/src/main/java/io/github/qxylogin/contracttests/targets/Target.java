package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Keyed;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.Map;

/**
 * A server that checks are sent to.
 *
 * @param url its address, without a slash at the end
 * @param kind its kind
 * @param authenticates whether it rejects calls that are not signed
 * @param testUsers the values that it accepts
 * @param smsCodes returns the codes of the SMS that it sends
 * @param caller sends the calls
 * @param authentication returns the headers of a signed call
 */
public record Target(
    String url,
    Kind kind,
    boolean authenticates,
    TestUsers testUsers,
    SmsCodes smsCodes,
    Caller caller,
    Authentication authentication) {

  /** The kind of a target. */
  public enum Kind implements Keyed {
    /** A mock server that this run started. */
    OWN_MOCK,
    /** A mock server that was there before. */
    MOCK,
    /** The platform, or a server like it. */
    REAL;
  }

  /** Returns the headers that authenticate a signed call. */
  public interface Authentication {
    /** Returns the headers for a call with this body. */
    Map<String, String> headers(Operation operation, byte[] body, SigningFault fault);

    /** Gets a new token, because the current one may have expired. */
    default void renew() {}
  }

  /** Returns the same, as a server that this run started, which authenticates. */
  public Target owned() {
    return new Target(url, Kind.OWN_MOCK, true, testUsers, smsCodes, caller, authentication);
  }

  /** Returns whether it is a mock server, which is held to every documented word. */
  public boolean mock() {
    return kind != Kind.REAL;
  }

  /** Returns whether this run started it. */
  public boolean own() {
    return kind == Kind.OWN_MOCK;
  }

  public Response send(Step.Call call, byte[] body) {
    return send(call.operation(), body, call.signing());
  }

  Response send(Operation operation, byte[] body, SigningFault fault) {
    Map<String, String> headers =
        operation.signed() ? authentication.headers(operation, body, fault) : Map.of();
    return caller.send(operation.method(), operation.path(), headers, body);
  }
}
