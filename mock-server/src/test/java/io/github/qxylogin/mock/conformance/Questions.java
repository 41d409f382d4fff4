package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.mock.conformance.Conversation.CONTRACT;

import io.github.qxylogin.contract.Operation;
import java.util.function.Function;
import java.util.stream.Stream;

/** All questions: what each kind makes of each operation, or of each login. */
final class Questions {
  private Questions() {}

  private interface Kind extends Function<Operation, Stream<Question>> {}

  static Stream<Question> all() {
    return Stream.of(documentedResponses(), errors(), roles()).flatMap(questions -> questions);
  }

  static Stream<Question> documentedResponses() {
    return ofEach(CallQuestions::documented, CallQuestions::forms, CallQuestions::bodies);
  }

  static Stream<Question> errors() {
    return ofEach(CallQuestions::fields, CallQuestions::requiredWhen, CallQuestions::headers);
  }

  static Stream<Question> roles() {
    return Stream.of(
            Login.all().flatMap(LoginQuestions::tasks),
            Login.all().flatMap(LoginQuestions::sessions),
            Login.all().flatMap(LoginQuestions::logouts),
            Login.all().flatMap(LockQuestions::of),
            ofEach(RoleQuestions::of, AccountQuestions::of))
        .flatMap(questions -> questions);
  }

  private static Stream<Question> ofEach(Kind... kinds) {
    return CONTRACT.operations().stream()
        .flatMap(operation -> Stream.of(kinds).flatMap(kind -> kind.apply(operation)));
  }
}
