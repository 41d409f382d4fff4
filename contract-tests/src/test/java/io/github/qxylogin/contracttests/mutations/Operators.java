package io.github.qxylogin.contracttests.lies;

import java.util.List;
import java.util.stream.Stream;

/** Every way of lying; a new one is a line in one of these classes. */
final class Operators {
  private Operators() {}

  static List<Operator> all() {
    return Stream.of(
            of("members", MemberLies.all()),
            of("refusals", RefusalLies.all()),
            of("codes", CodeLies.all()),
            of("HTTP", HttpLies.all()),
            of("requests", RequestLies.all()),
            of("signing", SigningLies.all()),
            of("tokens", TokenLies.all()),
            of("issuing", IssuingLies.all()),
            of("tasks", TaskLies.all()),
            of("sessions", SessionLies.all()),
            of("nothing", HarmlessLies.all()))
        .flatMap(operators -> operators)
        .toList();
  }

  private static Stream<Operator> of(String kind, List<Operator> operators) {
    return operators.stream().map(operator -> operator.of(kind));
  }
}
