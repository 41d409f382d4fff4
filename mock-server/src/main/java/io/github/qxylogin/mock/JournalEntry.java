package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.mock.RecordedCall.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A call in the journal as it was, secrets and all: to match by, never to show. {@link #call()} is
 * what may be shown.
 */
record JournalEntry(
    long number,
    Instant at,
    Duration took,
    Request request,
    Response response,
    Decision decision,
    Redaction redaction) {
  /** The member of an answer that holds its business code. */
  static final String CODE = "code";

  /** Objects, maps and headers: measured at some 900 bytes. */
  private static final int OVERHEAD = 1 << 10;

  /**
   * What was sent.
   *
   * @param call without its body if that is longer than what is kept
   * @param size how long the body was
   * @param headers those that are kept
   * @param operation the operation of the path, whatever the method
   * @param identities tells whom the call is for
   */
  record Request(
      Call call,
      int size,
      Map<String, String> headers,
      Optional<Operation> operation,
      Supplier<Set<String>> identities) {}

  /**
   * What was received.
   *
   * @param reply without its body if that is longer than what is kept
   * @param size how long the body was
   */
  record Response(Reply reply, int size) {}

  String caseName() {
    return decision.caseName();
  }

  String rule() {
    return decision.rule();
  }

  /** Returns the business code that reached the caller; empty when none did. */
  String code() {
    return CallRedaction.read(response.reply().body()).path(CODE).asText();
  }

  /** Returns whether an answer reached the caller. */
  boolean isAnswered() {
    return response.reply().status() != 0;
  }

  Optional<Operation> operation() {
    return request.operation();
  }

  /** Returns whether the call is for an identity, given in clear. */
  boolean concerns(String identity) {
    return request.identities().get().contains(Exchange.bounded(identity));
  }

  /** Returns the call with everything sensitive masked. */
  RecordedCall call() {
    return new CallRedaction(this).call();
  }

  /** Returns how much memory this takes at most, in bytes; a character may take two. */
  int weight() {
    Call call = request.call();
    int characters = call.path().length() + call.query().length() + decision.why().length();
    for (String header : request.headers().values()) {
      characters += header.length();
    }
    return OVERHEAD + call.body().length + response.reply().body().length + 2 * characters;
  }

  /** Names the number only: all else may be secret. */
  @Override
  public String toString() {
    return "JournalEntry[" + number + "]";
  }
}
