package io.github.qxylogin.mock.exchange;

/**
 * An answer, and the rule that chose it.
 *
 * @param rule the rule's name
 * @param answer what it chose
 */
public record Choice(String rule, Answer answer) {

  /** Returns rule and reason in one. */
  String why() {
    return answer.why().isEmpty() ? rule : rule + ", " + answer.why();
  }
}
