package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CaseNames;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The caller asks for a case: {@code Prefer: example=NAME} or {@code Prefer: code=CODE}. The first
 * preference wins and is echoed in {@code Preference-Applied}.
 */
final class PreferredCase {
  private PreferredCase() {}

  static Optional<Answer> answer(Exchange exchange) {
    return Optional.ofNullable(exchange.call().header().apply("Prefer"))
        .flatMap(Preference::first)
        .map(preference -> answer(exchange.operation(), preference));
  }

  private static Answer answer(Operation operation, Preference preference) {
    boolean byName = preference.name().equals(Preference.EXAMPLE);
    Function<Case, String> key = byName ? Case::name : Case::code;
    return operation.cases().stream()
        .filter(documented -> preference.value().equals(key.apply(documented)))
        .findFirst()
        .map(
            wanted ->
                Answer.of(wanted)
                    .because("prefer.case", preference)
                    .with("Preference-Applied", preference.toString()))
        .orElseGet(() -> unknown(operation, preference, key));
  }

  private static Answer unknown(
      Operation operation, Preference preference, Function<Case, String> key) {
    String kind = preference.name();
    List<String> available = operation.cases().stream().map(key).distinct().toList();
    String problem = "prefer.no-" + kind;
    Message unknown =
        Message.of(problem, operation.id(), InvalidValueException.quoted(preference.value()));
    Message detail = Message.of("name.available", unknown, String.join(", ", available));
    Message title = Message.of(problem + ".title");
    return Answer.problem(CaseNames.UNKNOWN + kind, 400, title, detail, available)
        // Without the name: the caller may have chosen any text.
        .because("prefer.unknown");
  }
}
