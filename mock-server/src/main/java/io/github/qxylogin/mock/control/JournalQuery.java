package io.github.qxylogin.mock.control;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.CaseNames;
import io.github.qxylogin.mock.journal.JournalEntry;
import java.util.List;

/** Which calls of the journal somebody asks for, and how they are to be shown. */
final class JournalQuery {
  private static final List<String> PARAMETERS =
      List.of("identity", "operation", "case", "rule", "since", "limit", "format");
  private static final String HAR = "har";

  private final ControlQuery query;
  private final long since;
  private final long limit;

  /**
   * Reads the query of a control call.
   *
   * @param rules the names of the rules that answer
   * @throws IllegalArgumentException if it asks for what there is not, saying what there is
   */
  JournalQuery(String sent, Contract contract, List<String> rules) {
    query = new ControlQuery(sent, PARAMETERS);
    query.value("case").ifPresent(name -> CaseNames.check(name, contract));
    query.oneOf("operation", contract.operations().stream().map(Operation::id).toList());
    query.oneOf("rule", rules);
    query.oneOf("format", List.of(HAR));
    since = query.number("since").orElse(0L);
    limit = query.number("limit").orElse(Long.MAX_VALUE);
  }

  /** Returns whether a HAR document is asked for. */
  boolean har() {
    return query.value("format").isPresent();
  }

  /** Returns the entries that are asked for, in the order given. */
  List<JournalEntry> of(List<JournalEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.number() > since)
        .filter(this::matches)
        .limit(limit)
        .toList();
  }

  private boolean matches(JournalEntry entry) {
    return query
            .value("operation")
            .map(id -> entry.operation().map(Operation::id).filter(id::equals).isPresent())
            .orElse(true)
        && query.value("case").map(entry.caseName()::equals).orElse(true)
        && query.value("rule").map(entry.rule()::equals).orElse(true)
        && query.value("identity").map(entry::concerns).orElse(true);
  }
}
