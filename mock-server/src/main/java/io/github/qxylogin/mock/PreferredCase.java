package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The caller asks for a case: {@code Prefer: example=NAME} or {@code Prefer: code=CODE}. */
final class PreferredCase implements Rule {
  private static final Pattern PREFERENCE =
      Pattern.compile(
          "(?:^|[,;])\\s*(example|code)\\s*=\\s*\"?([^\",;\\s]*)\"?", Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "preferred-case";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    Matcher preference = PREFERENCE.matcher(exchange.call().headerOrEmpty("Prefer"));
    if (!preference.find()) {
      return Optional.empty();
    }
    Operation operation = exchange.operation();
    String wanted = preference.group(2);
    if (preference.group(1).equalsIgnoreCase("example")) {
      return Optional.of(
          operation
              .findCase(wanted)
              .map(Answer::of)
              .orElseGet(() -> unknown(operation, "example", wanted, operation.caseNames())));
    }
    return Optional.of(
        operation.cases().stream()
            .filter(c -> code(c).equals(wanted))
            .findFirst()
            .map(Answer::of)
            .orElseGet(() -> unknown(operation, "code", wanted, codes(operation))));
  }

  private static List<String> codes(Operation operation) {
    return operation.cases().stream().map(PreferredCase::code).distinct().toList();
  }

  private static String code(Case documented) {
    return documented.answer().path("code").asText();
  }

  private static Answer unknown(
      Operation operation, String kind, String wanted, List<String> available) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", "about:blank#unknown-" + kind);
    problem.put("title", "No such " + kind);
    problem.put("status", 400);
    problem.put(
        "detail",
        "%s has no %s '%s'. It has: %s."
            .formatted(operation.id(), kind, wanted, String.join(", ", available)));
    available.forEach(problem.putArray("available")::add);
    return Answer.of(400, Answer.PROBLEM, problem, "unknown-" + kind, Evidence.ASSUMED);
  }
}
