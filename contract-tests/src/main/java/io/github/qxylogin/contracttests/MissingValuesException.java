package io.github.qxylogin.contracttests;

import java.util.List;

/** Thrown when the environment does not hold what a check has to send. */
final class MissingValuesException extends Exception {
  private static final long serialVersionUID = 1L;

  MissingValuesException(List<String> variables) {
    super("needs " + String.join(", ", variables));
  }
}
