package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Expectation.Refusal;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges an answer by how the code catalogue words a refusal. */
final class RefusalJudge {
  private final CodeJudge codes;
  private final RefusedData data;

  RefusalJudge(CodeJudge codes, RefusedData data) {
    this.codes = codes;
    this.data = data;
  }

  List<Finding> judge(Operation operation, Refusal expected, JsonNode body) {
    boolean told = expected.told();
    List<Finding> findings = new ArrayList<>();
    Optional<Finding> code = codes.code(operation, expected.code(), told, body);
    code.ifPresent(findings::add);
    data.given(operation, body).ifPresent(findings::add);
    if (told && !isOnlyPrinted(operation, body)) {
      text(expected, body, code.isEmpty()).ifPresent(findings::add);
    }
    return findings;
  }

  /** A page may print no other error than one of a field that its operation does not take. */
  private static boolean isOnlyPrinted(Operation operation, JsonNode body) {
    Envelope got = new Envelope(body);
    String text = got.message().orElse("");
    return operation.cases().stream()
            .filter(
                c -> c.evidence().documented() && got.code().filter(c.code()::equals).isPresent())
            .anyMatch(c -> new Envelope(c.answer()).message().filter(text::equals).isPresent())
        && operation.fields().stream().noneMatch(field -> OpenErrors.names(text, field.name()));
  }

  private Optional<Finding> text(
      Refusal expected, JsonNode body, boolean sameCode) {
    boolean named =
        new Envelope(body)
            .message()
            .filter(m -> expected.field().stream().allMatch(field -> OpenErrors.names(m, field)))
            .isPresent();
    if (expected.field().isPresent() && !named) {
      String wanted = "a text that names " + expected.field().get();
      return Optional.of(codes.finding(Envelope.MESSAGE, Difference.FIELD_UNNAMED, wanted, body));
    }
    String text = expected.answer().message(expected.field().orElse(""));
    return sameCode ? codes.text(Set.of(text), body) : Optional.empty();
  }
}
