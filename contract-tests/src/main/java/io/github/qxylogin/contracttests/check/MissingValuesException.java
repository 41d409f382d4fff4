package io.github.qxylogin.contracttests.check;

import java.util.LinkedHashSet;
import java.util.List;

/** Thrown when the environment does not hold what a check has to send. */
public final class MissingValuesException extends Exception {
  private static final long serialVersionUID = 1L;

  public MissingValuesException(List<String> variables) {
    super("needs " + String.join(", ", new LinkedHashSet<>(variables)));
  }
}
