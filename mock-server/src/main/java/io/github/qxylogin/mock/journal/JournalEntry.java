package io.github.qxylogin.mock.journal;

import io.github.qxylogin.mock.http.OperationRequest;
import java.util.List;

/**
 * A call in the journal, and what finds it.
 *
 * @param call the call, masked
 * @param identities the identities of the call, in clear: the only sensitive values here
 */
public record JournalEntry(RecordedCall call, List<String> identities) {
  /** Returns whether the call is for an identity. */
  public boolean concerns(String identity) {
    return identities.contains(OperationRequest.bounded(identity));
  }

  /** Returns a member of the request body as the journal shows it; empty if there is none. */
  String text(String field) {
    return call.request().body().content().path(field).asText();
  }

  JournalEntry numbered(long number) {
    return new JournalEntry(call.numbered(number), identities);
  }

  /** Names the number only. */
  @Override
  public String toString() {
    return "JournalEntry[" + call.number() + "]";
  }
}
