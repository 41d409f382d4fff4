package io.github.qxylogin.mock.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation does in its role: tasks, sessions, locks, tokens, hosted accounts. */
class RolesTest extends AskedMock {
  static Stream<Question> questions() {
    return Questions.roles();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void call_afterOthers_getsWhatTheContractMakesOfThem(Question question) {
    question.ask(mock);
  }
}
