package io.github.qxylogin.contracttests.mutations;

import java.util.List;
import java.util.stream.Stream;

/** All operators; a new one is a line in one of these classes. */
final class Operators {
  private Operators() {}

  static List<Operator> all() {
    return Stream.of(
            of("members", MemberMutations.all()),
            of("errors", ErrorMutations.all()),
            of("codes", CodeMutations.all()),
            of("HTTP", HttpMutations.all()),
            of("requests", RequestMutations.all()),
            of("signing", SigningMutations.all()),
            of("tokens", TokenMutations.all()),
            of("issuing", IssuingMutations.all()),
            of("tasks", TaskMutations.all()),
            of("sessions", SessionMutations.all()),
            of("nothing", HarmlessChanges.all()))
        .flatMap(operators -> operators)
        .toList();
  }

  private static Stream<Operator> of(String kind, List<Operator> operators) {
    return operators.stream().map(operator -> operator.of(kind));
  }
}
