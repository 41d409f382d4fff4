package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes each documented answer that is given unchanged once, when it is first given: the time is
 * well spent elsewhere, and the journal keeps the same bytes however often it recorded them.
 * Thread-safe.
 */
public final class DocumentedReplies {
  private final IdentityHashMap<JsonNode, Written> documented = new IdentityHashMap<>();

  public DocumentedReplies(Contract contract) {
    for (Operation operation : contract.operations()) {
      for (Case each : operation.cases()) {
        documented.put(each.answer(), new Written(each, new AtomicReference<>()));
      }
    }
  }

  private record Written(Case documented, AtomicReference<Reply> reply) {

    /** Returns whether an answer says of itself what the case does; its body is the same anyway. */
    boolean isOf(Answer answer) {
      return answer.headers().isEmpty()
          && answer.status() == documented.status()
          && answer.evidence() == documented.evidence()
          && answer.caseName().equals(documented.name());
    }
  }

  public Reply of(Answer answer) {
    Written written = documented.get(answer.body());
    if (written == null || !written.isOf(answer)) {
      return Reply.of(answer);
    }
    Reply before = written.reply().get();
    if (before != null) {
      return before;
    }
    Reply first = Reply.of(answer);
    written.reply().set(first);
    return first;
  }
}
