package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;

/** The values that a target knows: those documented on the mock server, a taxpayer's elsewhere. */
@FunctionalInterface
public interface Values {
  /** The documented values, unchanged. */
  Values DOCUMENTED = (operation, documented) -> documented.deepCopy();

  /**
   * Returns a copy of a documented body that has the target's values.
   *
   * @throws MissingValuesException if not all of them are known
   */
  ObjectNode fill(Operation operation, ObjectNode documented) throws MissingValuesException;
}
