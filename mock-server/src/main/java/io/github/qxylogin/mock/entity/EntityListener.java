package io.github.qxylogin.mock.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Is called in the transaction of a call that creates an entity. */
@FunctionalInterface
public interface EntityListener {
  /**
   * Handles a creation. A transaction may run again: nothing but the store is changed.
   *
   * @param entity its fields, {@code id} and {@code createdAt}; not to be changed
   * @param identities of the call that creates it
   */
  void created(String kind, ObjectNode entity, List<String> identities);
}
