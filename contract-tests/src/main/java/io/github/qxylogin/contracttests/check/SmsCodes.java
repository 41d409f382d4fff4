package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Operation;
import java.util.List;

/** Tells the codes that SMS brought. */
@FunctionalInterface
public interface SmsCodes {
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
