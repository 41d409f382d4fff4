package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashSet;
import java.util.List;

/** The test users that provide the values of requests. */
@FunctionalInterface
public interface TestUsers {
  /** The test user that provides the values of a request. */
  enum TestUser {
    /** No user: the documented values, unchanged, for every target. */
    DOCUMENTED,
    /**
     * The values of the target: the documented ones on a mock server, else the configured
     * taxpayer's.
     */
    CONFIGURED,
    /**
     * A user in the middle of a login: a new one for each check on a mock server, else the
     * configured taxpayer.
     */
    FRESH
  }

  /** The values that a target accepts: the documented ones on a mock server, else a taxpayer's. */
  @FunctionalInterface
  interface Values {
    /** The documented values, unchanged. */
    Values DOCUMENTED = (operation, documented) -> documented.deepCopy();

    /**
     * Returns a copy of a documented body that has the target's values.
     *
     * @throws MissingValuesException if one of them is unknown
     */
    ObjectNode fill(Operation operation, ObjectNode documented) throws MissingValuesException;
  }

  /** Returns the values of a user; on a mock server {@code FRESH} is a new one each time. */
  Values values(TestUser user);

  /** Returns the codes of SMS. */
  @FunctionalInterface
  interface SmsCodes {
    /** Of a target without access to the SMS. */
    SmsCodes UNKNOWN =
        (sending, taskId) -> {
          throw new MissingValuesException(List.of("QXY_SMS_CODE"));
        };

    /**
     * Returns the code for a task.
     *
     * @param sending the operation that sent the SMS
     * @throws MissingValuesException if there is no code
     */
    String codeOf(Operation sending, String taskId) throws MissingValuesException;
  }

  /** Thrown when the environment lacks a value that a check sends. */
  final class MissingValuesException extends Exception {
    private static final long serialVersionUID = 1L;

    public MissingValuesException(List<String> variables) {
      super("needs " + String.join(", ", new LinkedHashSet<>(variables)));
    }
  }
}
