package io.github.qxylogin.mock.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of each operation, the forms in which its request may come, and odd bodies. */
class DocumentedResponsesTest extends AskedMock {
  static Stream<Question> questions() {
    return Questions.documentedResponses();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void call_asDocumented_getsTheDocumentedResponse(Question question) {
    question.ask(mock);
  }
}
