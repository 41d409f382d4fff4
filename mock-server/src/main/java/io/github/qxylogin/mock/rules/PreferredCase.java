package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CaseNames;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.ProblemDocument;
import java.util.List;
import java.util.Optional;

/**
 * The caller asks for a case: {@code Prefer: example=NAME} or {@code Prefer: code=CODE}. Of
 * several, whether they contradict or not, the first decides and is the one that the answer says
 * was applied.
 */
final class PreferredCase {
  private static final String EXAMPLE = "example";
  private static final String CODE = "code";

  private PreferredCase() {}

  static Optional<Answer> answer(Exchange exchange) {
    String header = exchange.call().headerOrEmpty("Prefer");
    return header.isEmpty()
        ? Optional.empty()
        : Preference.of(header).stream()
            .filter(p -> p.name().equals(EXAMPLE) || p.name().equals(CODE))
            .findFirst()
            .map(preference -> answer(exchange.operation(), preference));
  }

  private static Answer answer(Operation operation, Preference preference) {
    boolean byName = preference.name().equals(EXAMPLE);
    return operation.cases().stream()
        .filter(c -> preference.value().equals(byName ? c.name() : c.code()))
        .findFirst()
        .map(
            wanted ->
                Answer.of(wanted)
                    .because("the header Prefer asks for " + preference.applied())
                    .with("Preference-Applied", preference.applied()))
        .orElseGet(() -> unknown(operation, preference));
  }

  private static Answer unknown(Operation operation, Preference preference) {
    String kind = preference.name();
    List<String> available =
        operation.cases().stream()
            .map(kind.equals(EXAMPLE) ? Case::name : Case::code)
            .distinct()
            .toList();
    String key = CaseNames.UNKNOWN + kind;
    String detail =
        (kind.equals(EXAMPLE)
                ? "%s has no example '%s'. It has: %s."
                : "%s has no code '%s'. It has: %s.")
            .formatted(
                operation.id(),
                ProblemDocument.quoted(preference.value()),
                String.join(", ", available));
    return Answer.of(
            new ProblemDocument(
                ProblemDocument.type(key), 400, "No such " + kind, detail, available),
            key)
        // Without a name, which anybody may have chosen.
        .because("the header Prefer asks for what the operation does not have");
  }
}
