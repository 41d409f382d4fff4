package io.github.qxylogin.mock.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The errors of each operation: of each fault of each field, and of its headers. */
class ErrorsTest extends AskedMock {
  static Stream<Question> questions() {
    return Questions.errors();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void call_withAFault_getsTheErrorOfTheContract(Question question) {
    question.ask(mock);
  }
}
