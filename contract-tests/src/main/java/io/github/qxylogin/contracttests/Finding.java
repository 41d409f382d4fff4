package io.github.qxylogin.contracttests;

/**
 * Something about an answer that is not as the contract has it.
 *
 * @param place a pointer into the answer's body, or what else of the answer is meant
 * @param problem what was wanted and what came
 */
record Finding(String place, String problem) {

  /** Returns the complaint in full, with operation and case. */
  String about(Check check) {
    return check.operation().id() + ", " + check.subject() + ", " + place + ": " + problem;
  }
}
