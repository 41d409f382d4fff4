package io.github.qxylogin.mock;

/**
 * An answer, and the rule that chose it.
 *
 * @param rule the rule's name
 * @param answer what it chose
 */
record Choice(String rule, Answer answer) {

  /** Returns rule and reason in one. */
  String why() {
    return answer.why().isEmpty() ? rule : rule + ", " + answer.why();
  }
}
