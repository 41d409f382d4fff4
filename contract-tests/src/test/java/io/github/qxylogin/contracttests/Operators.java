package io.github.qxylogin.contracttests;

import java.util.List;
import java.util.stream.Stream;

/** Every way of lying; a new one is a line in one of these classes. */
final class Operators {
  private Operators() {}

  static List<Operator> all() {
    return Stream.of(
            MemberLies.all(),
            SensitiveLies.all(),
            CodeLies.all(),
            HttpLies.all(),
            RequestLies.all(),
            SigningLies.all(),
            TokenLies.all(),
            IssuingLies.all(),
            TaskLies.all(),
            LockLies.all(),
            SessionLies.all(),
            PersonLies.all(),
            AccountLies.all(),
            HarmlessLies.all())
        .flatMap(List::stream)
        .toList();
  }
}
