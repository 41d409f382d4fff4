package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashSet;
import java.util.List;

/** The people whose values a target's calls can carry. */
@FunctionalInterface
public interface TestUsers {
  /** TestUser values a call carries. */
  enum TestUser {
    /** The documented ones, unchanged, whatever the target: nobody's. */
    DOCUMENTED,
    /**
     * Those that the target knows: the documented ones on a mock server, a taxpayer's elsewhere.
     */
    CONFIGURED,
    /**
     * Those of somebody who logs in, in the middle of a flow: new for each check on a mock server,
     * the taxpayer elsewhere.
     */
    FRESH
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
  Values values(TestUser user);

  /** Tells the codes that SMS brought. */
  @FunctionalInterface
  interface SmsCodes {
    /** Of a target that keeps them to the person who gets them. */
    SmsCodes UNKNOWN =
        (sending, taskId) -> {
          throw new MissingValuesException(List.of("QXY_SMS_CODE"));
        };

    /**
     * Returns the code for a task.
     *
     * @param sending the operation that sent the SMS
     * @throws MissingValuesException if nobody tells it
     */
    String codeOf(Operation sending, String taskId) throws MissingValuesException;
  }

  /** Thrown when the environment does not hold what a check has to send. */
  final class MissingValuesException extends Exception {
    private static final long serialVersionUID = 1L;

    public MissingValuesException(List<String> variables) {
      super("needs " + String.join(", ", new LinkedHashSet<>(variables)));
    }
  }
}
