package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;

/** The people whose values a target's calls can carry. */
@FunctionalInterface
public interface People {
  /** Whose values a call carries. */
  enum Whose {
    /** The documented ones, unchanged, whatever the target: nobody's. */
    DOCUMENTED,
    /**
     * Those that the target knows: the documented ones on a mock server, a taxpayer's elsewhere.
     */
    KNOWN,
    /**
     * Those of somebody who logs in, in the middle of a flow: new for each check on a mock server,
     * the taxpayer elsewhere.
     */
    PERSON
  }

  /**
   * The values that a target knows: those documented on the mock server, a taxpayer's elsewhere.
   */
  @FunctionalInterface
  interface Values {
    /** The documented values, unchanged. */
    Values DOCUMENTED = (operation, documented) -> documented.deepCopy();

    /**
     * Returns a copy of a documented body that has the target's values.
     *
     * @throws MissingValuesException if not all of them are known
     */
    ObjectNode fill(Operation operation, ObjectNode documented) throws MissingValuesException;
  }

  /** Returns somebody's values; on a mock server those of a new person each time. */
  Values values(Whose whose);
}
