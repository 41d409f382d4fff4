package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/**
 * A call as those who share a state tell it one another: with nothing sensitive in it but whom it
 * is for.
 *
 * @param call not numbered yet
 * @param identities whom it is for, in clear, to match by, in their order
 * @param bodyMd5 of the body that was sent, if it was kept
 * @param weight how much memory it takes at most, in bytes
 */
record StoredCall(
    RecordedCall call, List<String> identities, Optional<String> bodyMd5, int weight) {
  static StoredCall of(JournalEntry entry) {
    return new StoredCall(
        entry.call(), List.copyOf(entry.identities().get()), entry.bodyMd5(), entry.weight());
  }

  RecordedCall numbered(long number) {
    RecordedCall.Request request = call.request();
    RecordedCall.Response response = call.response();
    return new RecordedCall(
        number,
        call.at(),
        call.took(),
        new RecordedCall.Request(
            request.method(),
            request.path(),
            request.query(),
            request.operation(),
            request.modules(),
            request.headers(),
            read(request.body())),
        new RecordedCall.Response(
            response.status(), response.code(), response.headers(), read(response.body())),
        call.decision());
  }

  /** JSON has null where there was no body. */
  private static RecordedCall.Body read(RecordedCall.Body body) {
    return body.content().isNull()
        ? new RecordedCall.Body(body.size(), MissingNode.getInstance(), body.note())
        : body;
  }
}
