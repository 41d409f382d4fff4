package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import java.util.Optional;
import java.util.Set;

/** A call in the journal: its raw values to match by, its redacted ones to show. */
final class JournalEntry {
  private final Recording recording;
  private final Contract contract;
  private final Redaction redaction;
  private final RecordedHeaders headers;
  private final Identities identities;

  JournalEntry(
      Recording recording,
      Contract contract,
      Redaction redaction,
      RecordedHeaders headers,
      Identities identities) {
    this.recording = recording;
    this.contract = contract;
    this.redaction = redaction;
    this.headers = headers;
    this.identities = identities;
  }

  long number() {
    return recording.number();
  }

  String caseName() {
    return recording.caseName();
  }

  /** Returns the business code that reached the caller; empty when none did. */
  String code() {
    return recording.code();
  }

  /** Returns whether an answer reached the caller. */
  boolean isAnswered() {
    return recording.status() != 0;
  }

  String rule() {
    return recording.rule();
  }

  /** Returns the operation of the path, whatever the method. */
  Optional<Operation> operation() {
    return contract.operationAt(recording.path());
  }

  /** Returns whom the call is for, in clear: to compare with, never to show. */
  Set<String> identities() {
    return operation().map(this::identities).orElse(Set.of());
  }

  /** Returns whether the call is for an identity, given in clear. */
  boolean concerns(String identity) {
    return identities().contains(Exchange.bounded(identity));
  }

  private Set<String> identities(Operation operation) {
    Call call =
        new Call(
            recording.method(),
            recording.path(),
            recording.query(),
            headers.sent(recording.headers())::get,
            recording.body());
    return identities.of(
        new Exchange(operation, call, JournalBody.object(recording.body()), false));
  }

  /** Returns the call with everything sensitive masked. */
  RecordedCall call() {
    return new CallRedaction(recording, headers, redaction).call(operation().map(Operation::id));
  }

  /** Names the number only: identities may be secret. */
  @Override
  public String toString() {
    return "JournalEntry[" + number() + "]";
  }
}
