package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes each documented answer once, when it is first given: the time is well spent elsewhere, and
 * the journal keeps the same bytes however often it recorded them. Thread-safe.
 */
final class DocumentedReplies {
  private final IdentityHashMap<JsonNode, AtomicReference<Reply>> written = new IdentityHashMap<>();

  DocumentedReplies(Contract contract) {
    for (Operation operation : contract.operations()) {
      for (Case documented : operation.cases()) {
        written.put(documented.answer(), new AtomicReference<>());
      }
    }
  }

  Reply of(Answer answer) {
    AtomicReference<Reply> documented = written.get(answer.body());
    if (documented == null || !answer.headers().isEmpty()) {
      return Reply.of(answer);
    }
    Reply before = documented.get();
    if (before != null) {
      return before;
    }
    Reply first = Reply.of(answer);
    documented.set(first);
    return first;
  }
}
