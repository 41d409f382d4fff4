package io.github.qxylogin.mock.journal;

import io.github.qxylogin.mock.exchange.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * A call in the journal, and what finds it.
 *
 * @param call the call, masked
 * @param identities whom the call is for, in clear: the only thing sensitive here
 * @param bodyMd5 the MD5 of the request body in hexadecimal digits, if the body was kept
 */
public record JournalEntry(RecordedCall call, List<String> identities, Optional<String> bodyMd5) {
  public long number() {
    return call.number();
  }

  /** Returns whether the call is for an identity. */
  public boolean concerns(String identity) {
    return identities.contains(Exchange.bounded(identity));
  }

  /** Returns a member of the request body as the journal shows it; empty if there is none. */
  String text(String field) {
    return call.request().body().content().path(field).asText();
  }

  JournalEntry numbered(long number) {
    return new JournalEntry(call.numbered(number), identities, bodyMd5);
  }

  /** Names the number only. */
  @Override
  public String toString() {
    return "JournalEntry[" + number() + "]";
  }
}
