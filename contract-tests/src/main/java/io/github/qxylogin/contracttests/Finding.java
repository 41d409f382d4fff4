package io.github.qxylogin.contracttests;

/**
 * Something about an answer that is not as the contract has it.
 *
 * @param place a pointer into the answer's body, or what else of the answer is meant
 * @param difference what kind of difference it is, which tells whether it fails the check
 * @param problem what was wanted and what came; holds no secret
 */
record Finding(String place, Difference difference, String problem) {

  boolean breaking() {
    return difference.breaking();
  }

  @Override
  public String toString() {
    return place + ": " + problem;
  }
}
