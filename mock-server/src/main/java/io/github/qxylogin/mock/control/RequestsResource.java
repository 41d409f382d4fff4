package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.callback.Callbacks;
import io.github.qxylogin.mock.http.CaseNames;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.journal.CallJson;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.journal.JournalEntry;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the calls of the API, newest first; nothing sensitive in clear but on request. */
record RequestsResource(Journal journal, Contract contract, List<String> rules) {
  private static final String MASKED = "masked";
  private static final List<String> PARAMETERS =
      List.of(
          "identity",
          "operation",
          "module",
          "case",
          "rule",
          "warnings",
          "since",
          "limit",
          "format");

  MockResponse list(ControlRequest request) {
    if (journal.size() == 0) {
      return off();
    }
    ControlQuery query = new ControlQuery(request, PARAMETERS);
    query.value("case").ifPresent(name -> CaseNames.check(name, contract));
    query.oneOf(
        "operation",
        Stream.concat(contract.operations().stream(), contract.webhooks().stream())
            .map(Operation::id)
            .toList());
    query.oneOf("module", contract.modules());
    query.oneOf(
        "rule",
        Stream.concat(rules.stream(), Stream.of(Decision.BEFORE_RULES, Callbacks.RULE)).toList());
    query.oneOf("warnings", List.of("true"));
    query.oneOf("format", List.of("har"));
    long since = query.number("since").orElse(0L);
    List<RecordedCall> calls =
        journal
            .entriesAfter(since)
            .filter(entry -> matches(entry, query))
            .limit(query.number("limit").orElse(Long.MAX_VALUE))
            .map(JournalEntry::call)
            .toList();
    return query.value("format").isPresent()
        ? MockResponse.json(200, CallJson.har(calls))
            .with("Content-Disposition", "attachment; filename=\"login-mock.har\"")
        : MockResponse.json(200, calls.stream().map(CallJson::of).toList());
  }

  private static boolean matches(JournalEntry entry, ControlQuery query) {
    RecordedCall.Request sent = entry.call().request();
    Decision decision = entry.call().decision();
    return query.allows("operation", id -> sent.operation().equals(Optional.of(id)))
        // What other modules have too need not be moved when one is left.
        && query.allows("module", only -> sent.modules().equals(List.of(only)))
        && query.allows("case", decision.caseName()::equals)
        && query.allows("rule", decision.rule()::equals)
        && query.allows("warnings", only -> !decision.notices().isEmpty())
        && query.allows("identity", entry::concerns);
  }

  MockResponse read(ControlRequest request) {
    String number = request.item();
    ControlQuery query = new ControlQuery(request, List.of(MASKED));
    query.oneOf(MASKED, List.of("true", "false"));
    InvalidValueException.check(number.matches("\\d{1,18}"), "journal.number");
    boolean masked = !query.value(MASKED).equals(Optional.of("false"));
    return journal
        .entry(Long.parseLong(number))
        .map(JournalEntry::call)
        .map(call -> masked ? view(call) : asSent(call))
        .orElseGet(() -> journal.size() == 0 ? off() : missing(number));
  }

  private MockResponse asSent(RecordedCall call) {
    return journal
        .sent(call.number())
        .map(sent -> view(call.with(sent)))
        .orElseGet(() -> MockResponse.problem(404, "journal.masked-only", call.number()));
  }

  private MockResponse missing(String number) {
    long kept = journal.count();
    return kept == 0
        ? MockResponse.problem(404, "journal.empty", number)
        : MockResponse.problem(
            404, "journal.no-such-number", number, kept, journal.newest(), journal.size());
  }

  private static MockResponse off() {
    return MockResponse.problem(404, "journal.off");
  }

  /** Returns a call, and the other cases of its operation. */
  private MockResponse view(RecordedCall call) {
    ObjectNode view = CallJson.of(call);
    contract
        .operationAt(call.request().path())
        .filter(called -> call.request().operation().equals(Optional.of(called.id())))
        .ifPresent(
            operation ->
                operation.cases().stream()
                    .filter(other -> !other.name().equals(call.decision().caseName()))
                    .map(other -> CasesResource.view(operation, other))
                    .forEach(view.putArray("alternatives")::add));
    return MockResponse.json(200, view);
  }

  MockResponse clear(ControlRequest request) {
    long cleared = journal.count();
    journal.clear();
    return MockResponse.json(200, Map.of("cleared", cleared));
  }
}
