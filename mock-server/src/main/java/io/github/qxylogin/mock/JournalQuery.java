package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which calls of the journal somebody asks for, and how they are to be shown. */
final class JournalQuery {
  private static final List<String> PARAMETERS =
      List.of("identity", "operation", "case", "rule", "since", "limit", "format");
  private static final String HAR = "har";

  private final Map<String, String> wanted = new LinkedHashMap<>();

  /**
   * Reads the query of a control call.
   *
   * @throws BadControlRequestException if it asks for what there is not, saying what there is
   */
  JournalQuery(String query, Contract contract) {
    for (Map.Entry<String, String> parameter : QueryParameters.of(query)) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        throw new BadControlRequestException(
            "There is no parameter '%s'. There are: %s."
                .formatted(parameter.getKey(), String.join(", ", PARAMETERS)));
      }
      if (parameter.getValue().isEmpty()) {
        throw new BadControlRequestException("The parameter " + parameter.getKey() + " is empty.");
      }
      wanted.put(parameter.getKey(), parameter.getValue());
    }
    checkOperation(contract.operations().stream().map(Operation::id).toList());
    if (!wanted.getOrDefault("format", HAR).equals(HAR)) {
      throw new BadControlRequestException(
          "There is no format '%s'. There is: %s; without it, plain JSON."
              .formatted(wanted.get("format"), HAR));
    }
    number("since");
    number("limit");
  }

  private void checkOperation(List<String> operations) {
    value("operation")
        .filter(id -> !operations.contains(id))
        .ifPresent(
            id -> {
              throw new BadControlRequestException(
                  "The contract has no operation '%s'. It has: %s."
                      .formatted(id, String.join(", ", operations)));
            });
  }

  /** Returns whether a HAR document is asked for. */
  boolean har() {
    return wanted.containsKey("format");
  }

  /** Returns the entries that are asked for, in the order given. */
  List<JournalEntry> of(List<JournalEntry> entries) {
    long since = number("since").orElse(0L);
    return entries.stream()
        .filter(entry -> entry.number() > since)
        .filter(this::matches)
        .limit(number("limit").orElse(Long.MAX_VALUE))
        .toList();
  }

  private boolean matches(JournalEntry entry) {
    return value("operation")
            .map(id -> entry.operation().filter(o -> o.id().equals(id)).isPresent())
            .orElse(true)
        && value("case").map(entry.caseName()::equals).orElse(true)
        && value("rule").map(entry.rule()::equals).orElse(true)
        && value("identity").map(entry::concerns).orElse(true);
  }

  private Optional<String> value(String parameter) {
    return Optional.ofNullable(wanted.get(parameter));
  }

  private Optional<Long> number(String parameter) {
    return value(parameter)
        .map(
            text -> {
              if (!text.matches("\\d{1,18}")) {
                throw new BadControlRequestException(
                    "The parameter " + parameter + " takes a whole number from 0 up.");
              }
              return Long.valueOf(text);
            });
  }
}
