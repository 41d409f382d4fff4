package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.HashMap;
import java.util.Map;

/**
 * A server that checks are sent to.
 *
 * @param url its address, without a slash at the end
 * @param mock whether it is the mock server, which is held to every documented word
 * @param own whether this run started it
 * @param values the values that it knows
 * @param caller sends the calls
 * @param authentication gives the headers of a signed call
 */
record Target(
    String url,
    boolean mock,
    boolean own,
    Values values,
    Caller caller,
    Authentication authentication) {

  /** Gives the headers that authenticate a signed call. */
  @FunctionalInterface
  interface Authentication {
    /** Returns the headers for a call with this body. */
    Map<String, String> headers(Operation operation, byte[] body);
  }

  /** Returns a mock server that this run started, which asks for no authentication. */
  static Target own(String url) {
    return new Target(
        url, true, true, Values.DOCUMENTED, new Caller(url), (operation, body) -> Map.of());
  }

  /**
   * Returns whether answers of an operation have to be the documented ones, word for word. A mock
   * server that authenticates invents its tokens.
   */
  boolean answersWordForWord(Operation operation) {
    return mock && (own || operation.flow().flatMap(Flow::token).isEmpty());
  }

  Answer send(Check check, byte[] body) {
    Operation operation = check.operation();
    Map<String, String> headers = new HashMap<>(check.headers());
    if (operation.signed()) {
      headers.putAll(authentication.headers(operation, body));
    }
    return caller.send(operation.method(), operation.path(), headers, body);
  }
}
